package org.dspybench.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.SampleDocument;
import org.junit.jupiter.api.Test;

class HtmlReportTest {

  private final Document document = SampleDocument.create();
  private final String html = HtmlReport.render(document);

  /** The page without the library, which we did not write. */
  private final String own = html.replace(Asset.read("echarts.min.js").text(), "");

  @Test
  void render_givesTheSameText_whateverTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(HtmlReport.render(document)).isEqualTo(html);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void render_letsNoTextBecomeMarkup() {
    assertThat(own).doesNotContain("<img").doesNotContain("<script>alert");
    assertThat(html.split("</script>", -1)).hasSize(4); // the data and two scripts
    assertThat(html.split("</style>", -1)).hasSize(2);
  }

  @Test
  void render_namesNoPlaceToAskForAnything() {
    assertThat(own).doesNotContain("http:").doesNotContain("https:").doesNotContain("url(");
    assertThat(own).contains("default-src &#39;none&#39;").doesNotContain("unsafe-");
  }

  @Test
  void render_carriesTheTypedValueOfAFigureBesideItsText() {
    assertThat(html)
        .contains("data-value=\"203100.0\">203.1 s<")
        .contains("data-value=\"9.71\">9.71 ±0.08<")
        .contains("data-value=\"Infinity\">∞<")
        .contains("<td class=\"figure absent\">–<");
  }

  @Test
  void render_embedsTheCurvesOfEachChart() throws Exception {
    Matcher data =
        Pattern.compile("id=\"chart-data\">(.*?)</script>", Pattern.DOTALL).matcher(html);
    assertThat(data.find()).isTrue();

    JsonNode charts = new ObjectMapper().readTree(data.group(1));

    assertThat(charts.fieldNames())
        .toIterable()
        .containsExactly(
            "run-1-ladder-throughput",
            "run-1-quota-latency",
            "run-1-quota-in-flight",
            "run-2-hostile-lines");
    JsonNode curves = charts.at("/run-1-ladder-throughput/curves");
    assertThat(curves.at("/0/points/0")).hasSize(4);
    assertThat(curves.at("/5/points/0")).as("a bound has no interval").hasSize(2);
    assertThat(charts.at("/run-2-hostile-lines/x/title").asText())
        .isEqualTo(SampleDocument.HOSTILE);
  }
}
