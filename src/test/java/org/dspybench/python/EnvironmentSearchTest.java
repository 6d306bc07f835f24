package org.dspybench.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentSearchTest {

  @TempDir private Path folder;

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private Path explicit;

  @BeforeEach
  void makeFolders() throws IOException {
    explicit = environment("explicit");
    environment("property");
    environment("variable");
    environment("virtual");
    environment("here/.venv");
  }

  private Path environment(String name) throws IOException {
    Path python = folder.resolve(name).resolve("bin/python");
    Files.createDirectories(python.getParent());
    Files.createFile(python);
    assertThat(python.toFile().setExecutable(true)).isTrue();
    return folder.resolve(name);
  }

  private Path find(Optional<Path> given) {
    return new EnvironmentSearch(
            name -> Optional.ofNullable(properties.get(name)),
            name -> Optional.ofNullable(variables.get(name)),
            List.of(folder.resolve("nowhere"), folder.resolve("here")))
        .find(given);
  }

  @Test
  void find_goesDownTheDocumentedOrder() {
    properties.put("dspybench.python", folder.resolve("property").toString());
    variables.put("DSPYBENCH_PYTHON", folder.resolve("variable").toString());
    variables.put("VIRTUAL_ENV", folder.resolve("virtual").toString());

    assertThat(find(Optional.of(explicit))).isEqualTo(explicit.resolve("bin/python"));
    assertThat(find(Optional.empty())).isEqualTo(folder.resolve("property/bin/python"));
    properties.clear();
    assertThat(find(Optional.empty())).isEqualTo(folder.resolve("variable/bin/python"));
    variables.remove("DSPYBENCH_PYTHON");
    assertThat(find(Optional.empty())).isEqualTo(folder.resolve("virtual/bin/python"));
    variables.clear();
    assertThat(find(Optional.empty())).isEqualTo(folder.resolve("here/.venv/bin/python"));
  }

  @Test
  void find_takesAnInterpreterAsWellAsAnEnvironment() {
    Path interpreter = explicit.resolve("bin/python");

    assertThat(find(Optional.of(interpreter))).isEqualTo(interpreter);
  }

  @Test
  void find_looksNoFurther_whenANamedEnvironmentIsNone() {
    variables.put("DSPYBENCH_PYTHON", folder.resolve("typo").toString());

    assertThatThrownBy(() -> find(Optional.empty()))
        .isInstanceOf(PythonUnavailableException.class)
        .hasMessageContaining("DSPYBENCH_PYTHON names " + folder.resolve("typo"))
        .hasMessageContaining("scripts/bench")
        .hasMessageNotContaining("\n");
  }

  @Test
  void find_namesThePlacesAndTheRemedy_whenThereIsNone() throws IOException {
    Files.delete(folder.resolve("here/.venv/bin/python"));

    assertThatThrownBy(() -> find(Optional.empty()))
        .isInstanceOf(PythonUnavailableException.class)
        .hasMessageContaining(folder.resolve("here").toString())
        .hasMessageContaining("scripts/bench");
  }
}
