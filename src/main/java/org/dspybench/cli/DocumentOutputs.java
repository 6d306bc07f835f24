package org.dspybench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dspybench.report.document.Document;
import org.dspybench.report.html.HtmlReport;
import org.dspybench.report.json.JsonReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a document is to stand, and in which formats. */
final class DocumentOutputs {

  @Option(names = "--markdown", paramLabel = "OUT", description = "Write the report in Markdown.")
  private @Nullable Path markdown;

  @Option(
      names = "--html",
      paramLabel = "OUT",
      description = "Write the report as one page that works offline.")
  private @Nullable Path html;

  @Option(
      names = "--json",
      paramLabel = "OUT",
      description =
          "Write all computed figures, unrounded, by the schema that report --schema shows.")
  private @Nullable Path json;

  /**
   * The document in each format that was asked for; more can be added.
   *
   * @param toMarkdown how it is rendered in Markdown
   */
  List<ReportOutput> of(Document document, Function<Document, String> toMarkdown) {
    List<ReportOutput> outputs = new ArrayList<>();
    if (markdown != null) {
      outputs.add(ReportOutput.of(markdown, toMarkdown.apply(document)));
    }
    if (html != null) {
      outputs.add(ReportOutput.of(html, HtmlReport.render(document)));
    }
    if (json != null) {
      outputs.add(ReportOutput.of(json, JsonReport.render(document)));
    }
    return outputs;
  }
}
