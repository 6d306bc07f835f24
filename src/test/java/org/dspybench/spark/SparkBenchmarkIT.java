package org.dspybench.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultFile;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("SparkBenchmark")
@Tag("slow")
class SparkBenchmarkIT {

  private static final String JAR = System.getProperty("benchmarks.jar");

  @TempDir private Path folder;

  @Test
  @DisplayName("measures a job from its start, proves its answers and tells the cost of starting")
  void job_isMeasured() throws Exception {
    String spark = Submitted.spark().home().toString();
    assertThat(spark).isNotEmpty();
    Path file = folder.resolve("x.json");
    Process jmh =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // JMH keeps its lock there, which the tests of the jar may hold meanwhile.
                "-Djava.io.tmpdir=" + folder,
                "-jar",
                JAR,
                "SparkBenchmark.spark",
                "-p",
                "executors=1",
                "-p",
                "batchSize=100",
                "-p",
                "timeScale=0.01",
                "-f",
                "1",
                "-wi",
                "0",
                "-i",
                "1",
                "-rf",
                "json",
                "-rff",
                file.toString())
            .directory(Path.of("").toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log.txt").toFile())
            .start();
    assertThat(jmh.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(jmh.exitValue()).as(Files.readString(folder.resolve("log.txt"))).isZero();
    List<ResultRow> rows = ResultFile.read(file).rows();
    assertThat(rows).hasSize(1);
    assertThat(measured(rows.get(0), Measure.LM_CALLS)).contains(100.0);
    assertThat(measured(rows.get(0), Measure.CLUSTER_STARTING).orElseThrow())
        .isGreaterThan(measured(rows.get(0), Measure.CLUSTER_ASKING).orElseThrow());
  }

  private static Optional<Double> measured(ResultRow row, Measure measure) {
    return row.measured(measure).boxed().findFirst();
  }

  @Test
  @DisplayName("the jar holds neither Spark nor Scala nor Hadoop")
  void jar_isWithoutSpark() throws Exception {
    try (ZipFile jar = new ZipFile(JAR)) {
      assertThat(jar.stream().map(entry -> entry.getName()))
          .anyMatch(name -> name.startsWith("org/dspybench/spark/"))
          .noneMatch(name -> name.startsWith("org/apache/spark/"))
          .noneMatch(name -> name.startsWith("scala/"))
          .noneMatch(name -> name.startsWith("org/apache/hadoop/"));
    }
  }
}
