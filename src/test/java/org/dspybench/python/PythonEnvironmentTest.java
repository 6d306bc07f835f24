package org.dspybench.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonEnvironmentTest {

  @TempDir private Path folder;

  @Test
  void find_readsTheFactsOfThisProjectsEnvironment() {
    PythonEnvironment environment = PythonEnvironment.find(Optional.empty());

    assertThat(environment.version()).matches("3\\.\\d+\\.\\d+.*");
    assertThat(environment.packageVersion("dspy"))
        .hasValueSatisfying(v -> assertThat(v).startsWith("3.4"));
    assertThat(environment.packageVersion("jep")).isPresent();
    assertThat(environment.packageVersion("nothing")).isEmpty();
    assertThat(environment.jepLibrary()).exists();
  }

  private Path interpreter(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static String facts(boolean shared, String packages, String library) {
    return "echo '{\"version\":\"3.12.1\",\"freeThreaded\":false,\"sharedLibrary\":"
        + shared
        + ",\"packages\":"
        + packages
        + ",\"jepLibrary\":"
        + library
        + "}'";
  }

  private void assertRefused(Path interpreter, String... parts) {
    assertThatThrownBy(() -> PythonEnvironment.inspect(interpreter))
        .isInstanceOf(PythonUnavailableException.class)
        .message()
        .contains(parts)
        .contains(interpreter.toString())
        .doesNotContain("\n");
  }

  @Test
  void inspect_saysWhatIsMissing_whenJepIsNotInstalled() throws IOException {
    assertRefused(
        interpreter(facts(true, "{\"dspy\":\"3.4.1\"}", "null")), "has no jep", "scripts/bench");
  }

  @Test
  void inspect_saysWhatIsMissing_whenDspyIsNotInstalled() throws IOException {
    assertRefused(
        interpreter(facts(true, "{\"jep\":\"4.3.2\"}", "\"/x/libjep.so\"")), "has no dspy");
  }

  @Test
  void inspect_refusesAPythonWithoutASharedLibrary() throws IOException {
    assertRefused(
        interpreter(facts(false, "{\"dspy\":\"3.4.1\",\"jep\":\"4.3.2\"}", "\"/x/libjep.so\"")),
        "shared library");
  }

  @Test
  void inspect_refusesANativePartThatDoesNotFitTheJavaPart() throws IOException {
    assertRefused(
        interpreter(facts(true, "{\"dspy\":\"3.4.1\",\"jep\":\"4.2.0\"}", "\"/x/libjep.so\"")),
        "Java part is " + JepVersion.ofJavaPart(),
        "native part in 4.2.0");
  }

  @Test
  void inspect_showsTheLastLine_whenTheInterpreterFails() throws IOException {
    assertRefused(interpreter("echo first; echo no such base; exit 3"), "no such base");
  }

  @Test
  void inspect_refusesAProgramThatIsNoPython() throws IOException {
    assertRefused(interpreter("echo hello"), "no Python interpreter", "hello");
  }

  @Test
  void requireSamePython_namesBothAndTheWayOut_whenJepWasBuiltForAnotherPython() {
    PythonEnvironment environment =
        new PythonEnvironment(
            Path.of("/x/bin/python"),
            "3.11.7",
            false,
            Map.of("jep", "4.3.2"),
            Path.of("/x/libjep.so"));

    assertThatThrownBy(() -> JepVersion.requireSamePython("3.11.2", environment))
        .isInstanceOf(PythonUnavailableException.class)
        .message()
        .contains(
            "/x/bin/python",
            "embeds Python 3.11.2",
            "of Python 3.11.7",
            "--no-cache-dir jep==4.3.2")
        .doesNotContain("\n");
  }
}
