package org.dspybench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.dspybench.report.csv.CsvReport;
import org.dspybench.report.document.Document;
import org.dspybench.report.html.HtmlReport;
import org.dspybench.report.json.JsonReport;
import org.dspybench.report.markdown.MarkdownReport;
import org.dspybench.report.section.Documents;
import org.dspybench.results.Run;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 200 benchmarks of 50 forks of 20 iterations, 25 metrics beside the score: 5.2 million values. */
class LargeReportTest {

  private static final int FORKS = 50;
  private static final int ITERATIONS = 20;
  private static final int METRICS = 25;

  @TempDir Path directory;

  private final Random random = new Random(42);

  @Test
  @Tag("slow")
  void formats_fitInto256MiB() throws Exception {
    Path results = directory.resolve("large.json");
    write(results);
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Formats.class.getName(),
                results.toString())
            .redirectErrorStream(true)
            .start();

    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    System.out.print(printed);
  }

  /** What the child process does. */
  static final class Formats {

    private Formats() {}

    public static void main(String[] args) throws IOException {
      long start = System.nanoTime();
      List<Run> runs = List.of(Run.read(Path.of(args[0])));
      Document document = Documents.of(runs);
      long characters =
          Stream.of(
                  MarkdownReport.render(document),
                  JsonReport.render(document),
                  HtmlReport.render(document))
              .mapToLong(String::length)
              .sum();
      try (Writer out =
          new BufferedWriter(
              new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8))) {
        new CsvReport(runs).writeTo(out);
      }
      System.out.printf(
          Locale.ROOT,
          "%d characters, and the CSV, within %d ms%n",
          characters,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }
  }

  private void write(Path file) throws IOException {
    try (Writer out = Files.newBufferedWriter(file)) {
      out.write("[");
      for (int i = 0; i < 200; i++) {
        out.write(i == 0 ? "" : ",");
        writeRow(out, i);
      }
      out.write("]");
    }
  }

  /** A ladder, and comparisons at twenty settings. */
  private void writeRow(Writer out, int index) throws IOException {
    int workers = 1 + index % 10;
    boolean ladder = index < 100;
    String method = ladder ? "L.ladder" : index % 10 == 0 ? "S.sequential" : "S.concurrent";
    out.write(
        """
        {"benchmark": "%s", "mode": "ss", "threads": 1, "forks": %s, "measurementIterations": %s,
         "params": {"%s": "20", "transport": "t%s", "workers": "%s"}, "primaryMetric":"""
            .formatted(
                method,
                FORKS,
                ITERATIONS,
                ladder ? "questionsPerWorker" : "batchSize",
                index / 10,
                workers));
    writeMetric(out, "ms/op");
    out.write(", \"secondaryMetrics\": {");
    for (int metric = 0; metric < METRICS; metric++) {
      out.write((metric == 0 ? "" : ",") + "\"metric" + metric + "\":");
      writeMetric(out, "ms");
    }
    out.write("}}\n");
  }

  private void writeMetric(Writer out, String unit) throws IOException {
    out.write("{\"scoreUnit\": \"" + unit + "\", \"rawData\": [");
    for (int fork = 0; fork < FORKS; fork++) {
      out.write(fork == 0 ? "[" : ",[");
      for (int i = 0; i < ITERATIONS; i++) {
        out.write((i == 0 ? "" : ",") + (1_000 + random.nextInt(100_000)) / 1_000.0);
      }
      out.write("]");
    }
    out.write("]}");
  }
}
