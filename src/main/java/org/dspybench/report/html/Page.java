package org.dspybench.report.html;

import java.util.List;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Document;

/**
 * What the page is made of.
 *
 * @param chapters the document's
 * @param legend the document's
 * @param style the style sheet
 * @param scripts in the order in which they run
 * @param charts the figures of the charts, as JSON that may stand in a script element
 */
record Page(
    List<Chapter> chapters, List<String> legend, Asset style, List<Asset> scripts, String charts) {

  static Page of(Document document) {
    return new Page(
        document.chapters(),
        document.legend(),
        Asset.read("report.css"),
        List.of(Asset.read("echarts.min.js"), Asset.read("report.js")),
        ChartData.json(document));
  }

  /** Allows this style and these scripts, and no request. */
  String policy() {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src %s; script-src %s"
        .formatted(style.source(), String.join(" ", scripts.stream().map(Asset::source).toList()));
  }
}
