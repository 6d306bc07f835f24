package org.dspybench.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFileTest {

  static final Path FIXTURES = Path.of("src/test/resources/org/dspybench/results");

  @Test
  void read_givesEachValueByForkAndIteration() throws IOException {
    ResultRow row = onlyRow("complete.json");

    assertThat(row.benchmark())
        .isEqualTo("org.dspybench.benchmarks.BatchSpeedupBenchmark.sequential");
    assertThat(row.simpleClassName()).isEqualTo("BatchSpeedupBenchmark");
    assertThat(row.method()).isEqualTo("sequential");
    assertThat(row.mode()).isEqualTo("ss");
    assertThat(row.params()).containsEntry("batchSize", "10").containsEntry("transport", "java");
    assertThat(row.primary())
        .isEqualTo(new Metric("ms/op", List.of(List.of(510.0, 512.5), List.of(505.25, 511.0))));
    assertThat(row.measured(Measure.LATENCY_P50)).containsExactly(48.5, 49.0, 48.0, 47.5);
    assertThat(row.shortfall()).isEmpty();
  }

  @Test
  void read_takesWhatJmhItselfWrote_inModesSampleAndSingleShot() throws IOException {
    List<ResultRow> rows = ResultFile.read(FIXTURES.resolve("real-jmh-1.37.json")).rows();

    assertThat(rows).extracting(ResultRow::mode).containsExactly("sample", "ss");
    assertThat(rows).allSatisfy(row -> assertThat(row.shortfall()).isEmpty());
    assertThat(rows.get(1).secondary()).containsKeys("gc.alloc.rate", "gc.count");
  }

  @Test
  void read_takesABenchmarkWithoutParameters() throws IOException {
    assertThat(onlyRow("no-params.json").params()).isEmpty();
  }

  @Test
  void read_takesNumbersThatJmhWritesAsText() throws IOException {
    assertThat(onlyRow("non-finite.json").primary().forks())
        .containsExactly(
            List.of(Double.NaN, Double.POSITIVE_INFINITY),
            List.of(Double.NEGATIVE_INFINITY, 511.0));
  }

  @Test
  void measured_leavesOutWhatIsNoNumber_andTheZeroThatJmhFillsIn() throws IOException {
    assertThat(onlyRow("non-finite.json").measured(Measure.MEMORY)).containsExactly(210.5, 212.0);
  }

  @Test
  void measured_keepsAZeroThatCanBeTrue() throws IOException {
    assertThat(onlyRow("complete.json").measured(Measure.STEAL)).contains(0.0);
  }

  @Test
  void measured_isEmpty_whereTheProfilerDidNotRun() throws IOException {
    assertThat(onlyRow("no-params.json").measured(Measure.MEMORY)).isEmpty();
  }

  @Test
  void read_dropsTheDotThatMarkedAProfilerBeforeJmh137() throws IOException {
    assertThat(onlyRow("dotted-names.json").secondary())
        .containsOnlyKeys("gc.alloc.rate.norm", "rss", "latency.p50");
  }

  @Test
  void read_takesTheMeanOfAnIterationsSamples() throws IOException {
    assertThat(onlyRow("sample-mode.json").primary().forks()).containsExactly(List.of(2.5, 3.0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fork-missing.json      | 1 of 2 forks",
        "iteration-missing.json | 1 of 2 iterations in fork 2",
        "no-raw-data.json       | no raw data",
      })
  void shortfall_saysWhatJmhDroppedInSilence(String file, String shortfall) throws IOException {
    assertThat(onlyRow(file).shortfall()).contains(shortfall);
  }

  @Test
  void shortfall_expectsOneFork_whereJmhRanInItsOwnJvm() throws IOException {
    assertThat(onlyRow("no-forks.json").shortfall()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "missing.json               | no such file; JMH writes one with -rf json -rff missing.json",
        "empty.json                 | is empty: JMH was ended before it wrote its results",
        "no-results.json            | holds no result: each benchmark failed",
        "truncated.json             | ends in the middle",
        "object.json                | is not a JMH result file (its top level is no array)",
        "concatenated.json          | goes on after its end at line 51, column 2",
        "duplicates.json            | stands in it twice (entries 1 and 3); keep one run in a file",
        "dotted-twice.json          | entry 1 has rss with and without a leading dot",
        "no-unit.json               | entry 1, primaryMetric lacks scoreUnit",
        "no-benchmark.json          | entry 1 lacks benchmark",
        "words-for-numbers.json     | entry 1, primaryMetric lacks raw data in numbers",
        "secret-in-broken-json.json | is no valid JSON at line 1, column",
      })
  void read_refusesInOneLineThatNamesTheFile(String file, String problem) {
    Path path = FIXTURES.resolve(file);
    assertThatThrownBy(() -> ResultFile.read(path))
        .isInstanceOf(ResultFileException.class)
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(problem)
        .message()
        .hasLineCount(1)
        .doesNotContain("SECRET");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-8"})
  void read_takesWhatAShellConverted_withAByteOrderMark(String charset, @TempDir Path directory)
      throws IOException {
    String content = "\ufeff" + Files.readString(FIXTURES.resolve("complete.json"));
    Path file = Files.writeString(directory.resolve("x.json"), content, Charset.forName(charset));

    assertThat(ResultFile.read(file).rows())
        .isEqualTo(ResultFile.read(FIXTURES.resolve("complete.json")).rows());
  }

  @Test
  void read_refusesInOneLine_whatIsNoJson(@TempDir Path directory) throws IOException {
    Path csv = directory.resolve("x.csv");
    Files.writeString(csv, "\"Benchmark\",\"Mode\",\"Threads\"\n\"a.B.c\",\"avgt\",1\n");
    Path text = directory.resolve("x.txt");
    Files.writeString(text, "Benchmark  Mode  Cnt  Score  Error  Units\na.B.c  avgt  2\n");
    Path packed = directory.resolve("x.json.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(FIXTURES.resolve("complete.json"), out);
    }
    Path bytes = directory.resolve("x.bin");
    Files.write(bytes, new byte[] {'[', (byte) 0xff, (byte) 0xd8});

    assertRefused(csv, "is not a JMH result file (its top level is no array)");
    assertRefused(text, "is no valid JSON at line 1, column");
    assertRefused(packed, "is compressed; unpack it first, with gunzip");
    assertRefused(bytes, "is no valid JSON at line 1, column");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1]                                                        | entry 1 lacks benchmark",
        "[{'params': 1}]                                            | entry 1, params lacks names",
        "[{'params': {'n': 1}}]                                     | entry 1, params lacks n",
        "[{'forks': 1.5}]                                           | entry 1 lacks forks",
        "[{'forks': 99999999999}]                                   | entry 1 lacks forks",
        "[{'primaryMetric': 3}]                                     | entry 1 lacks primaryMetric",
        "[{'primaryMetric': {'rawData': 3}}]                        | lacks raw data in lists",
        "[{'primaryMetric': {'rawData': [3]}}]                      | lacks raw data in lists",
        "[{'primaryMetric': {'rawData': [[null]]}}]                 | lacks raw data in numbers",
        "[{'primaryMetric': {'rawDataHistogram': [[[[1]]]]}}]       | lacks raw data in numbers",
        "[{'primaryMetric': {'rawDataHistogram': [[[[1, 2, 3]]]]}}] | lacks raw data in pairs",
        "[{'secondaryMetrics': []}]                                 | lacks secondaryMetrics",
      })
  void read_refusesInOneLine_whatJmhWouldNotWrite(
      String content, String problem, @TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("x.json"), content.replace('\'', '"'));

    assertRefused(file, problem);
  }

  private static void assertRefused(Path file, String problem) {
    assertThatThrownBy(() -> ResultFile.read(file))
        .isInstanceOf(ResultFileException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(problem)
        .message()
        .hasLineCount(1);
  }

  @Test
  void toString_holdsNoArgumentOfTheJvm_whichMayBeASecret() throws IOException {
    assertThat(ResultFile.read(FIXTURES.resolve("complete.json")).toString())
        .doesNotContain("SECRET");
  }

  @ParameterizedTest
  @CsvSource({"ns/op, 2e-6", "us/op, 2e-3", "ms/op, 2", "s/op, 2000", "min/op, 120000"})
  void millisPerOperation_convertsEachUnitOfTime(String unit, double millis) throws IOException {
    ResultRow row = withUnit(unit);
    assertThat(row.millisPerOperation().orElseThrow().values()).containsExactly(millis);
  }

  @Test
  void millisPerOperation_isAbsent_forARate() throws IOException {
    assertThat(withUnit("ops/s").millisPerOperation()).isEmpty();
  }

  private static ResultRow withUnit(String unit) throws IOException {
    ResultRow row = onlyRow("complete.json");
    return new ResultRow(
        row.benchmark(),
        row.mode(),
        1,
        1,
        1,
        row.settings(),
        row.params(),
        new Metric(unit, List.of(List.of(2.0))),
        row.secondary());
  }

  private static ResultRow onlyRow(String file) throws IOException {
    List<ResultRow> rows = ResultFile.read(FIXTURES.resolve(file)).rows();
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
