package org.dspybench.report.html;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import org.dspybench.report.document.Document;

/**
 * Renders a report as one HTML page that works offline and from {@code file:}, and asks for nothing
 * from anywhere. Without scripts all but the charts and the sorting of tables is there.
 */
public final class HtmlReport {

  private HtmlReport() {}

  /** The page; the same document gives the same text. */
  public static String render(Document document) {
    TemplateEngine templates =
        TemplateEngine.createPrecompiled(
            null,
            ContentType.Html,
            HtmlReport.class.getClassLoader(),
            HtmlReport.class.getPackageName());
    StringOutput html = new StringOutput();
    templates.render("page.jte", Page.of(document), html);
    return html.toString();
  }
}
