package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("One core")
@EnabledOnOs(OS.LINUX)
class OneCoreTest {

  private static String allowed(Process process) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("Cpus_allowed_list:"))
        .findFirst()
        .map(line -> line.substring(line.indexOf('\t') + 1))
        .orElseThrow();
  }

  @Test
  @DisplayName("is the last of those that a process may use, and all that it may use then")
  void keep_leavesTheLastCore() throws IOException {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      String before = allowed(process);

      String core = OneCore.keep(process.toHandle()).orElseThrow();

      assertThat(before).endsWith(core);
      assertThat(allowed(process)).isEqualTo(core);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void keep_isEmpty_whenTheProcessHasEnded() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThat(OneCore.keep(process.toHandle())).isEmpty();
  }
}
