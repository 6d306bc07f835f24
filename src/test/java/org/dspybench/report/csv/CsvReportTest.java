package org.dspybench.report.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.dspybench.results.Environment;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultFile;
import org.dspybench.results.ResultRow;
import org.dspybench.results.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReportTest {

  private static final Path FIXTURES = Path.of("src/test/resources/org/dspybench/report");

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restoreLocale() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "de-DE"})
  void writeTo_givesTheGoldenFile_inEachLocale(String locale) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(locale));

    assertThat(csv(Run.read(FIXTURES.resolve("awkward.json"))))
        .isEqualTo(Files.readString(FIXTURES.resolve("awkward.csv")));
  }

  @Test
  void writeTo_hasALineForEachValue_withWhatTellsItFromOthers() throws IOException {
    List<Map<String, String>> lines =
        lines(
            csv(
                run(
                    row(
                        "B.m",
                        Map.of("workers", "4"),
                        List.of(List.of(1.5, 2.0), List.of(-3.0))))));

    assertThat(lines).hasSize(3);
    assertThat(lines.get(1))
        .containsEntry("file", "x.json")
        .containsEntry("benchmark", "B.m")
        .containsEntry("param.workers", "4")
        .containsEntry("metric", "score")
        .containsEntry("unit", "ms/op")
        .containsEntry("fork", "1")
        .containsEntry("iteration", "2")
        .containsEntry("value", "2.0");
    assertThat(lines.get(2)).containsEntry("fork", "2").containsEntry("value", "-3.0");
  }

  @Test
  void writeTo_saysNaNAndInfinity() throws IOException {
    assertThat(
            lines(
                csv(
                    run(
                        row(
                            "B.m",
                            Map.of(),
                            List.of(List.of(Double.NaN, Double.POSITIVE_INFINITY)))))))
        .extracting(line -> line.get("value"))
        .containsExactly("NaN", "Infinity");
  }

  @Test
  void writeTo_leavesAParameterEmpty_whereABenchmarkDoesNotHaveIt() throws IOException {
    assertThat(
            lines(
                csv(
                    run(
                        row("B.m", Map.of("p", "1"), List.of(List.of(1.0))),
                        row("B.n", Map.of(), List.of(List.of(1.0)))))))
        .extracting(line -> line.get("param.p"))
        .containsExactly("1", "");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "=cmd|'/c calc'!A1, '=cmd|'/c calc'!A1",
        "+1+cmd, '+1+cmd",
        "@SUM(A1), '@SUM(A1)",
        "-2+3, '-2+3",
        "-25, -25",
        "a=b, a=b",
        "<script>, <script>",
        "a|b, a|b"
      })
  void writeTo_letsNoSpreadsheetTakeAWordForAFormula(String value, String written)
      throws IOException {
    assertThat(lines(csv(run(row("B.m", Map.of("p", value), List.of(List.of(1.0)))))))
        .extracting(line -> line.get("param.p"))
        .containsExactly(written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a\"b", "a\nb", "a\r\nb"})
  void writeTo_quotesWhatWouldEndACell(String value) throws IOException {
    assertThat(lines(csv(run(row("B.m", Map.of("p", value), List.of(List.of(1.0)))))))
        .extracting(line -> line.get("param.p"))
        .containsExactly(value);
  }

  private static ResultRow row(
      String benchmark, Map<String, String> params, List<List<Double>> forks) {
    return new ResultRow(
        benchmark,
        "ss",
        1,
        forks.size(),
        1,
        new TreeMap<>(),
        new TreeMap<>(params),
        new Metric("ms/op", forks),
        new TreeMap<>());
  }

  private static Run run(ResultRow... rows) {
    return new Run(
        new ResultFile(Path.of("there", "x.json"), List.of(rows)), Environment.unknown());
  }

  private static String csv(Run run) throws IOException {
    StringWriter out = new StringWriter();
    new CsvReport(List.of(run)).writeTo(out);
    return out.toString();
  }

  private static List<Map<String, String>> lines(String csv) throws IOException {
    try (MappingIterator<Map<String, String>> lines =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(csv)) {
      return lines.readAll();
    }
  }
}
