package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.dspybench.results.SampleFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("The command compare, with a heap of 256 MiB, which leaves it below 512 MB,")
class LargeCompareTest {

  @TempDir Path directory;

  @Test
  @DisplayName("judges 100 MB of samples on each side")
  void samples_areJudged() throws Exception {
    Path file = directory.resolve("samples.json");
    SampleFile.write(file, SampleFile.HUNDRED_MEGABYTES);
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "compare",
                file.toString(),
                file.toString())
            .redirectErrorStream(true)
            .start();

    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    System.out.printf(
        "%d MB on each side within %d ms%n",
        Files.size(file) / 1_000_000, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    assertThat(process.exitValue()).as(said).isZero();
    assertThat(said).contains("org.example.Batch.run", "1.000");
  }
}
