package org.dspybench.compare.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.results.Environment;
import org.dspybench.results.Fact;

/** Files of results as nightly runs leave them, of noise with a seed. */
public final class MadeUpHistory {

  private static final Instant BEGIN = Instant.parse("2026-01-01T02:17:00.5Z");
  private static final int LAUNCHES = 5;

  private final Path directory;
  private final Random random = new Random(20_261_130);

  /** Into a directory that is there. */
  public MadeUpHistory(Path directory) {
    this.directory = directory;
  }

  /** A row of a file: what its launches take, and in which unit. */
  public record Row(String benchmark, String params, String unit, double score) {

    /** A benchmark without parameters, in {@code us/op}. */
    public static Row of(String benchmark, double score) {
      return new Row(benchmark, "{}", "us/op", score);
    }
  }

  /** The environment of all runs unless a test says otherwise. */
  public static Environment environment() {
    return Environment.unknown()
        .with(Fact.PRESET, "gate")
        .with(Fact.JDK, "17.0.15")
        .with(Fact.VM, "OpenJDK 64-Bit Server VM 17.0.15+6")
        .with(Fact.OS, "Linux 6.8 amd64")
        .with(Fact.CPU_MODEL, "Some CPU")
        .with(Fact.CORES, "4")
        .with(Fact.PYTHON, "3.13.1")
        .with(Fact.INTERPRETER_LOCK, "global")
        .with(Fact.DSPY, "3.4.1");
  }

  /** Writes a run that began so many days after the first of 2026. */
  public Path write(String name, int day, Row... rows) throws IOException {
    return write(name, day, environment(), rows);
  }

  /** Writes a run with an environment, to which its begin and its commit are added. */
  public Path write(String name, int day, Environment environment, Row... rows) throws IOException {
    Path file = writeAlone(name, rows);
    environment
        .with(Fact.STARTED_AT, BEGIN.plus(day, ChronoUnit.DAYS).toString())
        .with(Fact.COMMIT, String.format(Locale.ROOT, "c0ffe%02d", day))
        .write(Environment.pathBeside(file));
    return file;
  }

  /** Writes a file of results with no environment beside it. */
  public Path writeAlone(String name, Row... rows) throws IOException {
    String entries = Stream.of(rows).map(this::entry).collect(Collectors.joining(",", "[", "]"));
    return Files.writeString(directory.resolve(name), entries);
  }

  /** Writes nightly runs of one benchmark that takes 100 us, and 110 from a night on. */
  public void writeStep(int nights, int at) throws IOException {
    for (int night = 0; night < nights; night++) {
      write(name(night), night, Row.of("a.B.stepped", night < at ? 100 : 110));
    }
  }

  /** The name of a nightly run. */
  public static String name(int night) {
    return String.format(Locale.ROOT, "night-%02d.json", night);
  }

  private String entry(Row row) {
    double ofRun = row.score * (1 + 0.01 * random.nextGaussian());
    String raw =
        IntStream.range(0, LAUNCHES)
            .mapToObj(launch -> "[" + value(ofRun) + "," + value(ofRun) + "]")
            .collect(Collectors.joining(",", "[", "]"));
    return ("{\"benchmark\":\"%s\",\"mode\":\"avgt\",\"threads\":1,\"forks\":%d,"
            + "\"measurementIterations\":2,\"params\":%s,\"primaryMetric\":{\"score\":1,"
            + "\"scoreUnit\":\"%s\",\"rawData\":%s},\"secondaryMetrics\":{}}")
        .formatted(row.benchmark, LAUNCHES, row.params, row.unit, raw);
  }

  private String value(double ofRun) {
    return Double.isNaN(ofRun)
        ? "\"NaN\""
        : String.format(Locale.ROOT, "%.6f", ofRun * (1 + 0.005 * random.nextGaussian()));
  }
}
