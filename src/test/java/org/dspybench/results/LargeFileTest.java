package org.dspybench.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@DisplayName("With a heap of 128 MiB one can read")
class LargeFileTest {

  private static final String ENTRY =
      """
      {"benchmark": "org.example.Batch.run", "mode": "%s", "forks": %d, "measurementIterations": %d,
       "params": {"batchSize": "%d"}, "primaryMetric":
      """;

  private final Random random = new Random(1);

  @TempDir Path directory;

  @Test
  @DisplayName("200 benchmarks of 50 forks of 20 iterations, with 30 figures of a profiler each")
  void manyIterations() throws Exception {
    Path file = directory.resolve("many.json");
    try (Writer out = Files.newBufferedWriter(file)) {
      for (int row = 0; row < 200; row++) {
        out.append(row == 0 ? "[" : ",").append(ENTRY.formatted("ss", 50, 20, row + 1));
        writeRawData(out, 50, 20);
        out.append(", \"secondaryMetrics\": {");
        for (int figure = 0; figure < 30; figure++) {
          out.append(figure == 0 ? "" : ",").append("\"figure." + figure + "\": ");
          writeRawData(out, 50, 20);
        }
        out.append("}}");
      }
      out.append("]");
    }

    assertThat(read(file)).isEqualTo("200 rows, 6200000 values");
  }

  @Test
  @DisplayName("100 MB of samples")
  void manySamples() throws Exception {
    Path file = directory.resolve("samples.json");
    SampleFile.write(file, SampleFile.HUNDRED_MEGABYTES);

    assertThat(Files.size(file)).isGreaterThan(80_000_000);
    assertThat(read(file)).isEqualTo("1 rows, 5 values");
  }

  private void writeRawData(Writer out, int forks, int iterations) throws IOException {
    out.append("{\"scoreUnit\": \"ms\", \"rawData\": [");
    for (int fork = 0; fork < forks; fork++) {
      out.append(fork == 0 ? "" : ",");
      out.append(
          IntStream.range(0, iterations)
              .mapToObj(iteration -> String.valueOf(random.nextInt(1_000_000) / 64.0))
              .collect(Collectors.joining(",\n", "[", "]")));
    }
    out.append("]}");
  }

  /** What a JVM of its own, with little memory, says of a file. */
  private static String read(Path file) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                FileReader.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("ended").isTrue();
    return output.strip();
  }
}
