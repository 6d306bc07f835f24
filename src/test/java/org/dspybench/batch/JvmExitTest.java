package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("A JVM that used the library ends by itself")
class JvmExitTest {

  @Test
  void afterAClose() throws Exception {
    assertThat(outputOf("dspybench.controls:Empty")).contains("predicted");
  }

  @Test
  void afterAClose_thatWasForgotten() throws Exception {
    assertThat(outputOf("dspybench.controls:Empty", "forget")).contains("predicted");
  }

  @Test
  void afterAStart_thatFailed() throws Exception {
    assertThat(outputOf("no_such_module:Program")).contains("failed: CONFIGURATION");
  }

  private static String outputOf(String... args) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LibraryUser.class.getName()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
