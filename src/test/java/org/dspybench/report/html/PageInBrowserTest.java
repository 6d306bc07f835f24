package org.dspybench.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.report.document.Chart.Series;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.SampleDocument;
import org.dspybench.report.document.Section;
import org.dspybench.report.document.Table;
import org.dspybench.speedup.Estimate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page as a browser shows it. Its pictures are kept in {@code target/page}, to be looked at.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayName("The HTML page, in Chromium")
class PageInBrowserTest {

  private static final Path PICTURES = Path.of("target", "page");
  private static final String MISSING =
      "no Chromium on the PATH: install it (Debian/Ubuntu: apt-get install chromium)";

  private Chromium chromium;
  private Path page;

  @BeforeAll
  void start(@TempDir Path home) throws Exception {
    Optional<Path> program = Chromium.program();
    if (program.isEmpty()) {
      if ("true".equals(System.getenv("CI"))) {
        fail(MISSING);
      }
      abort(MISSING);
    }
    Files.createDirectories(PICTURES);
    page =
        Files.writeString(
            PICTURES.resolve("report.html"), HtmlReport.render(SampleDocument.create()));
    chromium = Chromium.start(program.orElseThrow(), home);
  }

  @AfterAll
  void stop() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    chromium.prefer("light");
    chromium.resize(1280, 900);
    chromium.open(page);
  }

  @Test
  @DisplayName("says nothing on the console, and asks nobody for anything")
  void isQuiet() throws Exception {
    assertThat(
            chromium.events(
                "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"))
        .isEmpty();
    assertThat(chromium.events("Network.requestWillBeSent"))
        .extracting(event -> event.at("/params/request/url").asText())
        .allMatch(url -> url.equals(page.toUri().toString()) || url.equals("data:,"));
    assertThat(chromium.evaluate("performance.getEntriesByType('resource').map(e => e.name)"))
        .allMatch(name -> name.asText().equals("data:,"));
    assertThat(
            chromium.evaluate("document.querySelectorAll('img, iframe, [onerror]').length").asInt())
        .isZero();
  }

  @Test
  @DisplayName("shows every table and every chart")
  void showsAll() throws Exception {
    assertThat(
            chromium.evaluate(
                "[...document.querySelectorAll('table.sortable')].map(t => t.tBodies[0].rows.length)"))
        .extracting(JsonNode::asInt)
        .containsExactly(4, 10, 2, 3);
    assertThat(
            chromium.evaluate(
                "[...document.querySelectorAll('table.heat')].map(t => t.querySelectorAll('[class^=shade]').length)"))
        .extracting(JsonNode::asInt)
        .containsExactly(19, 19);
    JsonNode charts =
        chromium.evaluate(
            """
            [...document.querySelectorAll('.chart')].map(c => ({
              id: c.id, role: c.getAttribute('role'), name: c.ariaLabel,
              marks: c.querySelectorAll('svg path').length, texts: c.querySelectorAll('svg text').length}))""");
    assertThat(charts).as("all but the one without figures").hasSize(4);
    assertThat(charts)
        .allSatisfy(
            chart -> {
              assertThat(chart.path("role").asText()).isEqualTo("img");
              assertThat(chart.path("name").asText())
                  .contains("by")
                  .endsWith("The table holds its figures.");
              assertThat(chart.path("texts").asInt()).isPositive();
              assertThat(chart.path("marks").asInt()).as(chart.path("id").asText()).isPositive();
            });
    assertThat(texts("#run-1-ladder-throughput text"))
        .contains("1", "16", "256", "workers", "questions/s");
    assertThat(texts("#run-1-quota-latency text")).contains("0", "90", "99", "99.9");
  }

  @Test
  @DisplayName("has axes that fit the figures: intervals and curves lie within")
  void drawsWithin() throws Exception {
    assertThat(
            chromium
                .evaluate(
                    """
                    [...document.querySelectorAll('.chart svg')].every(svg => {
                      const frame = svg.getBoundingClientRect();
                      return [...svg.querySelectorAll('text')].every(text => {
                        const box = text.getBoundingClientRect();
                        return box.left >= frame.left - 1 && box.right <= frame.right + 1;
                      });
                    })""")
                .asBoolean())
        .isTrue();
  }

  @Test
  @DisplayName("shows measured points that no line joins, however many there are")
  void showsManyPoints() throws Exception {
    chromium.open(
        Files.writeString(PICTURES.resolve("many-points.html"), HtmlReport.render(manyPoints())));

    assertThat(chromium.evaluate("document.querySelectorAll('.chart svg path').length").asInt())
        .isGreaterThanOrEqualTo(365);
  }

  private static Document manyPoints() {
    List<Point> points =
        IntStream.rangeClosed(1, 365)
            .mapToObj(run -> new Point(run, Estimate.unbounded(100 + run % 7)))
            .toList();
    Chart chart =
        new Chart.Lines(
            "course",
            "Run by run",
            new Axis("run", Scale.LINEAR),
            new Axis("us/op", Scale.CLOSE),
            List.of(
                new Series("a run", Kind.MEASURED, points),
                new Series("level", Kind.FITTED, List.of(points.get(0), points.get(364)))));
    Section section =
        new Section(
            "many",
            "levels",
            "Many points",
            List.of(),
            new TreeMap<>(),
            new Table(List.of(), List.of()),
            List.of(),
            List.of(),
            List.of(chart));
    return new Document(List.of(new Chapter("a place", List.of(), List.of(section))), List.of());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 'java,java,litellm,lm15', 'lm15,litellm,java,java'",
    "2, 'lm15,java,java,litellm', 'litellm,java,java,lm15'",
    "3, 'lm15,java,java,litellm', 'java,java,lm15,litellm'",
    "4, 'litellm,java,java,lm15', 'java,java,litellm,lm15'"
  })
  @DisplayName("sorts by the value, not by its text; what is absent comes last either way")
  void sorts(int column, String ascending, String descending) throws Exception {
    String heading =
        "document.querySelectorAll('#run-1-speedup .sortable thead th')[%d]".formatted(column);
    String before = rows();

    chromium.evaluate(heading + ".querySelector('button').click()");
    assertThat(rows()).isEqualTo(ascending);
    assertThat(chromium.evaluate(heading + ".getAttribute('aria-sort')").asText())
        .isEqualTo("ascending");

    chromium.evaluate(heading + ".querySelector('button').click()");
    assertThat(rows()).isEqualTo(descending);

    chromium.evaluate(heading + ".querySelector('button').click()");
    assertThat(rows()).isEqualTo(before);
    assertThat(chromium.evaluate(heading + ".getAttribute('aria-sort')").asText())
        .isEqualTo("none");
  }

  @Test
  @DisplayName("sorts from the keyboard, and tells which column it is sorted by")
  void sortsByKeyboard() throws Exception {
    chromium.evaluate("document.querySelector('#run-1-speedup .sortable').parentElement.focus()");
    chromium.press("Tab", 9, "");
    chromium.press("Tab", 9, "");
    chromium.press("Tab", 9, "");
    chromium.press("Enter", 13, "\r");

    assertThat(rows()).isEqualTo("lm15,java,java,litellm");
    assertThat(
            chromium
                .evaluate("document.activeElement.closest('th').getAttribute('aria-sort')")
                .asText())
        .isEqualTo("ascending");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 800, 1280})
  @DisplayName("fits a window of any width: only tables scroll sideways, in a region of their own")
  void fits(int width) throws Exception {
    chromium.resize(width, 900);

    assertThat(chromium.evaluate("document.documentElement.scrollWidth").asInt())
        .isLessThanOrEqualTo(width);
    assertThat(
            chromium
                .evaluate(
                    "[...document.querySelectorAll('.chart svg')].every(s => s.getBoundingClientRect().width <= innerWidth)")
                .asBoolean())
        .isTrue();
    chromium.screenshot(PICTURES.resolve(width + ".png"));
  }

  @ParameterizedTest
  @CsvSource({"light, 1280", "dark, 1280", "light, 400", "dark, 400"})
  @DisplayName("has no fault that axe-core finds, contrast among them")
  void isAccessible(String scheme, int width) throws Exception {
    chromium.prefer(scheme);
    chromium.resize(width, 900);
    chromium.screenshot(PICTURES.resolve(scheme + "-" + width + ".png"));
    chromium.evaluate(Asset.read("axe.min.js").text());

    JsonNode violations =
        chromium.evaluate(
            """
            axe.run().then(r => r.violations.map(v =>
              v.id + ": " + v.nodes.map(n => n.html.slice(0, 120) + " " + n.any.map(a => a.message)).join(" | ")))""");

    assertThat(violations).isEmpty();
  }

  @Test
  @DisplayName("draws charts in the colours of the scheme")
  void followsTheScheme() throws Exception {
    String colour =
        "getComputedStyle(document.querySelector('#run-1-ladder-throughput svg text')).fill";
    String light = chromium.evaluate(colour).asText();
    chromium.prefer("dark");

    assertThat(light).isEqualTo("rgb(87, 96, 106)");
    assertThat(chromium.evaluate(colour).asText()).isEqualTo("rgb(163, 171, 179)");
  }

  @Test
  @DisplayName("prints, also from a dark screen")
  void prints() throws Exception {
    chromium.prefer("dark");
    Path pdf = PICTURES.resolve("print.pdf");
    chromium.print(pdf);

    assertThat(Files.readAllBytes(pdf))
        .startsWith("%PDF-".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    assertThat(pdf.toFile().length()).isGreaterThan(20_000);
  }

  /** The first cells of the rows of the first table. */
  private String rows() throws Exception {
    return chromium
        .evaluate(
            "[...document.querySelectorAll('#run-1-speedup .sortable tbody tr')].map(r => r.cells[0].textContent).join()")
        .asText();
  }

  private List<String> texts(String selector) throws Exception {
    return StreamSupport.stream(
            chromium
                .evaluate(
                    "[...document.querySelectorAll('%s')].map(t => t.textContent)"
                        .formatted(selector))
                .spliterator(),
            false)
        .map(JsonNode::asText)
        .toList();
  }
}
