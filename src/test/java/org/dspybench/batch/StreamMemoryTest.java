package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("The memory of a stream, with a heap of 96 MiB,")
class StreamMemoryTest {

  /** A million in the issue's own measurement; fewer here, since each takes its microseconds. */
  private static final long QUESTIONS = Long.getLong("dspybench.test.questions", 200_000);

  @Test
  @DisplayName("does not grow with its length")
  void doesNotGrow() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessUser.class.getName(),
                String.valueOf(QUESTIONS))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    assertThat(process.exitValue()).as(output).isZero();

    List<String[]> lines = output.lines().map(line -> line.split(" ", -1)).toList();
    assertThat(lines).as(output).hasSize(10);
    double afterATenth = Double.parseDouble(lines.get(0)[1]);
    double atTheEnd = Double.parseDouble(lines.get(9)[1]);
    assertThat(atTheEnd).as(output).isLessThan(1.2 * afterATenth);
  }
}
