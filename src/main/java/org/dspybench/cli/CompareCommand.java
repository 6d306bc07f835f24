package org.dspybench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dspybench.compare.Comparison;
import org.dspybench.compare.Gate;
import org.dspybench.compare.IncomparableException;
import org.dspybench.compare.Verdict;
import org.dspybench.report.document.Document;
import org.dspybench.report.html.HtmlReport;
import org.dspybench.report.json.JsonReport;
import org.dspybench.report.markdown.MarkdownReport;
import org.dspybench.report.section.ComparisonDocument;
import org.dspybench.results.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: from two files of results to a verdict on each benchmark. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    name = "compare",
    description = "Say which benchmarks became slower or faster between two JMH result files.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing regressed",
      "1:a benchmark regressed",
      "2:wrong usage, or a file that cannot be read or written",
      "3:the files cannot be compared",
      "4:something was not measured on both sides",
      "5:with --strict: a benchmark is inconclusive"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar benchmarks.jar compare base.json head.json",
      "  java -jar benchmarks.jar compare base.json head.json --threshold 5 --strict",
      "  java -jar benchmarks.jar compare base.json head.json --markdown comment.md --html compare.html"
    })
final class CompareCommand implements Callable<Integer> {

  private static final int FINE = 0;
  private static final int REGRESSED = 1;
  private static final int NOT_COMPARABLE = 3;
  private static final int INCOMPLETE = 4;
  private static final int INCONCLUSIVE = 5;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BASE", description = "JMH result file to compare with.")
  private Path base;

  @Parameters(index = "1", paramLabel = "HEAD", description = "JMH result file to judge.")
  private Path head;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = "The smallest change that matters (default: ${DEFAULT-VALUE}).")
  private double threshold = 100 * Gate.STANDARD.threshold();

  @Option(names = "--strict", description = "Exit 5 where a benchmark is inconclusive.")
  private boolean strict;

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
      description = "Write all computed figures, by the schema that report --schema shows.")
  private @Nullable Path json;

  @Override
  public Integer call() throws IOException {
    Gate gate = Gate.STANDARD.withThreshold(threshold / 100);
    try {
      Comparison comparison = Comparison.unpaired(Run.read(base), Run.read(head), gate);
      Document document = ComparisonDocument.of(comparison);
      for (ReportOutput output : outputs(document)) {
        output.write(spec.commandLine().getOut());
      }
      return exitCode(comparison);
    } catch (IncomparableException e) {
      spec.commandLine().getErr().println("compare: " + e.getMessage());
      return NOT_COMPARABLE;
    }
  }

  private List<ReportOutput> outputs(Document document) {
    List<ReportOutput> outputs = new ArrayList<>();
    if (markdown != null) {
      outputs.add(ReportOutput.of(markdown, MarkdownReport.render(document)));
    }
    if (html != null) {
      outputs.add(ReportOutput.of(html, HtmlReport.render(document)));
    }
    if (json != null) {
      outputs.add(ReportOutput.of(json, JsonReport.render(document)));
    }
    return outputs.isEmpty()
        ? List.of(ReportOutput.toScreen(MarkdownReport.render(document)))
        : outputs;
  }

  private int exitCode(Comparison comparison) {
    if (!comparison.missing().isEmpty() || comparison.judgements().isEmpty()) {
      return INCOMPLETE;
    }
    if (comparison.count(Verdict.REGRESSED) > 0) {
      return REGRESSED;
    }
    return strict && comparison.count(Verdict.INCONCLUSIVE) > 0 ? INCONCLUSIVE : FINE;
  }
}
