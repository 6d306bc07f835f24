package org.dspybench.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.python.PythonUnavailableException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The peers' Python environment")
class PeerEnvironmentTest {

  @TempDir private Path folder;

  private Path environment(String name) throws Exception {
    Path python = folder.resolve(name).resolve("bin").resolve("python");
    Files.createDirectories(python.getParent());
    assertThat(Files.createFile(python).toFile().setExecutable(true)).isTrue();
    return python;
  }

  @Test
  void find_takesTheOneInTheWorkingDirectory_whenNoneIsNamed() throws Exception {
    Path python = environment(".venv.peers");

    assertThat(PeerEnvironment.find(Optional.empty(), folder).executable()).isEqualTo(python);
  }

  @Test
  void find_takesTheNamedOne_whetherInterpreterOrDirectory() throws Exception {
    environment(".venv.peers");
    Path python = environment("mine");

    assertThat(PeerEnvironment.find(Optional.of(python.toString()), folder).executable())
        .isEqualTo(python);
    assertThat(PeerEnvironment.find(Optional.of(folder + "/mine"), folder).executable())
        .isEqualTo(python);
  }

  @Test
  @DisplayName("is missing: one line that names the command that makes it")
  void find_namesTheCommand_whenThereIsNone() {
    assertThatThrownBy(() -> PeerEnvironment.find(Optional.empty(), folder))
        .isInstanceOf(PythonUnavailableException.class)
        .hasMessage(
            "the peers have no Python environment: there is no "
                + folder.resolve(".venv.peers")
                + "; run scripts/bench --peers, which makes .venv.peers");
  }

  @Test
  @DisplayName("tells what the peers run on")
  void packages_areThoseThatAreInstalled() {
    assertThat(Peers.environment().packages())
        .matches("dspy 3[.\\d]+, litellm 1[.\\d]+, fastapi [.\\d]+, uvicorn [.\\d]+");
  }

  @Test
  @DisplayName("that lacks a package: one line that names it and the command")
  void packages_nameWhatIsMissing() {
    Path ours = PythonEnvironment.find(Optional.empty()).executable();

    assertThatThrownBy(() -> new PeerEnvironment(ours).packages())
        .isInstanceOf(PythonUnavailableException.class)
        .hasMessage(
            ours
                + " cannot run the peers: it has no fastapi; run scripts/bench --peers, which makes"
                + " .venv.peers");
  }

  @Test
  @DisplayName("is named, and not there: one line that says by what, and does not look further")
  void find_namesTheVariable_whenWhatItNamesIsNotThere() throws Exception {
    environment(".venv.peers");

    assertThatThrownBy(() -> PeerEnvironment.find(Optional.of("/nowhere"), folder))
        .isInstanceOf(PythonUnavailableException.class)
        .hasMessageStartingWith("DSPYBENCH_PEERS_PYTHON names /nowhere, which is no Python")
        .hasMessageContaining("scripts/bench --peers");
  }
}
