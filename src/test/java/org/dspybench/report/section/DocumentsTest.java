package org.dspybench.report.section;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;
import org.dspybench.report.json.JsonReport;
import org.dspybench.report.markdown.MarkdownReport;
import org.dspybench.results.Environment;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultFile;
import org.dspybench.results.ResultRow;
import org.dspybench.results.Run;
import org.junit.jupiter.api.Test;

class DocumentsTest {

  private static final Path FIXTURES = Path.of("src/test/resources/org/dspybench/report");

  @Test
  void of_hasASectionOfEachKind_inTheOrderInWhichTheyAreRead() throws IOException {
    assertThat(everything().chapters().get(0).sections())
        .extracting(Section::kind)
        .containsSubsequence(Arrays.stream(Kind.values()).map(Kind::id).toList());
  }

  @Test
  void of_givesEachSectionAnIdOfItsOwn_fitForAFile() throws IOException {
    assertThat(everything().chapters().get(0).sections())
        .extracting(Section::id)
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void of_drawsWhatTheFiguresAllow() throws IOException {
    Map<String, List<String>> charts =
        everything().chapters().get(0).sections().stream()
            .collect(
                Collectors.toMap(
                    Section::kind,
                    section -> section.charts().stream().map(Chart::id).toList(),
                    (first, second) -> first));

    assertThat(charts.get("speedup")).containsExactly("speedup", "latency");
    assertThat(charts.get("ladder")).containsExactly("throughput", "latency", "in-flight");
    assertThat(charts.get("quota")).contains("in-flight-20", "rate-limited-100");
    assertThat(charts.get("control")).isEmpty();
  }

  @Test
  void of_isTheSameInEachLocaleAndTimeZone() throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    String here = JsonReport.render(everything());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Apia"));

      assertThat(JsonReport.render(everything())).isEqualTo(here);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void of_tellsWhyThereIsNoTime_whereAScoreIsNaN() {
    assertThat(markdown(row("Foreign.b", Map.of(), "ms/op", List.of(List.of(Double.NaN)))))
        .contains("| b has a time that is not positive |");
  }

  @Test
  void of_takesARowOfAnotherProject_inAnyUnit_withoutForks() {
    assertThat(
            markdown(
                row("com.acme.Sort.sort", Map.of("size", "10"), "furlong", List.of()),
                row("toplevel", Map.of(), "ops/us", List.of(List.of(3.0)))))
        .contains("### Other benchmarks", "| Sort.sort ", "size 10", "no raw data");
  }

  @Test
  void of_showsHostileNamesAsTheyAre() {
    Document document =
        document(
            row(
                "a.<script>alert(1)</script>.m|x",
                Map.of("=cmd\n", "| --- |\n# h", "transport", "../../etc", "batchSize", "1"),
                "ms/op",
                List.of(List.of(1.0))));

    assertThat(document.chapters().get(0).sections())
        .extracting(Section::id)
        .allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
    assertThat(MarkdownReport.render(document)).doesNotContain("<script>", "\n# h", "m|x");
  }

  @Test
  void of_keepsIdsApart_whereTitlesAreAlike() {
    Map<String, String> params = Map.of("batchSize", "4", "workers", "2");
    assertThat(
            document(
                    row("a.X.concurrent", params, "ms/op", List.of(List.of(1.0))),
                    row(
                        "b.X.concurrent",
                        with(params, "seed", "1"),
                        "ms/op",
                        List.of(List.of(1.0))))
                .chapters()
                .get(0)
                .sections())
        .extracting(Section::id)
        .containsExactly("x", "x-2");
  }

  private static Map<String, String> with(Map<String, String> params, String name, String value) {
    Map<String, String> more = new TreeMap<>(params);
    more.put(name, value);
    return more;
  }

  private static String markdown(ResultRow... rows) {
    return MarkdownReport.render(document(rows));
  }

  private static Document document(ResultRow... rows) {
    return Documents.of(
        List.of(new Run(new ResultFile(Path.of("x.json"), List.of(rows)), Environment.unknown())));
  }

  private static ResultRow row(
      String benchmark, Map<String, String> params, String unit, List<List<Double>> forks) {
    return new ResultRow(
        benchmark,
        "ss",
        1,
        1,
        1,
        new TreeMap<>(),
        new TreeMap<>(params),
        new Metric(unit, forks),
        new TreeMap<>());
  }

  private static Document everything() throws IOException {
    return Documents.of(List.of(Run.read(FIXTURES.resolve("everything.json"))));
  }
}
