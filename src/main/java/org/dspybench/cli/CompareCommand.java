package org.dspybench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dspybench.compare.Comparison;
import org.dspybench.compare.Gate;
import org.dspybench.compare.IncomparableException;
import org.dspybench.compare.MergedRun;
import org.dspybench.compare.Verdict;
import org.dspybench.report.document.Document;
import org.dspybench.report.json.SmallerIsBetter;
import org.dspybench.report.junit.JunitReport;
import org.dspybench.report.markdown.CommentReport;
import org.dspybench.report.markdown.MarkdownReport;
import org.dspybench.report.section.ComparisonDocument;
import org.dspybench.results.Run;
import org.dspybench.results.UnfinishedFileException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code compare}: from two files of results to a verdict on each benchmark; or from many to the
 * course of each.
 */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    name = "compare",
    description = {
      "Says which benchmarks became slower or faster between two JMH result files; or, with --history,"
          + " where the runs of a directory changed.",
      "",
      "A file in Markdown fits into a comment under a pull request: it has at most 60,000 characters,"
          + " and leaves out what matters least. HTML and JSON have all.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:nothing regressed; with --history: shown",
      "1:a benchmark regressed",
      "2:wrong usage, or a file that cannot be read or written",
      "3:measured in other places or by other means: not comparable",
      "4:incomplete or failed: an empty or unfinished file, or something not measured on both sides;"
          + " with --history: there is nothing to show",
      "5:with --strict: a benchmark is inconclusive"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  java -jar benchmarks.jar compare base.json head.json",
      "  java -jar benchmarks.jar compare base.json head.json --threshold 5 --strict",
      "  java -jar benchmarks.jar compare --base a1.json --base a2.json --head b1.json --head b2.json",
      "  java -jar benchmarks.jar compare base.json head.json --markdown comment.md --html compare.html",
      "  java -jar benchmarks.jar compare --history jmh-results --html history.html"
    })
final class CompareCommand implements Callable<Integer> {

  private static final int FINE = 0;
  private static final int REGRESSED = 1;
  private static final int NOT_COMPARABLE = 3;
  private static final int INCOMPLETE = 4;
  private static final int INCONCLUSIVE = 5;

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "BASE",
      description = "JMH result file to compare with, or a directory of them.")
  private @Nullable Path base;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "HEAD",
      description = "JMH result file to judge, or a directory of them.")
  private @Nullable Path head;

  @Option(
      names = "--base",
      paramLabel = "FILE",
      description = "One of several files to compare with, in place of BASE. May be repeated.")
  private List<Path> bases = List.of();

  @Option(
      names = "--head",
      paramLabel = "FILE",
      description = "One of several files to judge, in place of HEAD. May be repeated.")
  private List<Path> heads = List.of();

  @Option(
      names = "--history",
      paramLabel = "DIR",
      description =
          "Show the course of each benchmark over the complete runs of this directory, and where it"
              + " changed. Judges nothing; goes without BASE and HEAD.")
  private @Nullable Path history;

  @Option(
      names = "--threshold",
      paramLabel = "PERCENT",
      description = "The smallest change that matters (default: ${DEFAULT-VALUE}).")
  private double threshold = 100 * Gate.STANDARD.threshold();

  @Option(names = "--strict", description = "Exit 5 where a benchmark is inconclusive.")
  private boolean strict;

  @Mixin private DocumentOutputs documents = new DocumentOutputs();

  @Option(
      names = "--junit",
      paramLabel = "OUT",
      description = "Write a test case for each benchmark, in the XML of JUnit.")
  private @Nullable Path junit;

  @Option(
      names = "--smaller-is-better",
      paramLabel = "OUT",
      description =
          "Write the times of head as github-action-benchmark reads them (customSmallerIsBetter).")
  private @Nullable Path smallerIsBetter;

  @Override
  public Integer call() throws IOException {
    return history == null ? compare() : new HistoryReport(spec, history, documents).write();
  }

  private int compare() throws IOException {
    Gate gate = Gate.STANDARD.withThreshold(threshold / 100);
    try {
      Run judged = MergedRun.read(files(heads, head, "HEAD"));
      Comparison comparison =
          Comparison.of(MergedRun.read(files(bases, base, "BASE")), judged, gate);
      Document document = ComparisonDocument.of(comparison);
      List<ReportOutput> outputs =
          documents.of(document, whole -> CommentReport.render(comparison, whole));
      if (junit != null) {
        outputs.add(ReportOutput.of(junit, JunitReport.render(comparison)));
      }
      if (smallerIsBetter != null) {
        outputs.add(ReportOutput.of(smallerIsBetter, SmallerIsBetter.render(judged)));
      }
      if (outputs.isEmpty()) {
        outputs.add(ReportOutput.toScreen(MarkdownReport.render(document)));
      }
      for (ReportOutput output : outputs) {
        output.write(spec.commandLine().getOut());
      }
      return exitCode(comparison);
    } catch (IncomparableException e) {
      return complain(e, NOT_COMPARABLE);
    } catch (UnfinishedFileException e) {
      return complain(e, INCOMPLETE);
    }
  }

  private int complain(Exception exception, int exitCode) {
    spec.commandLine().getErr().println("compare: " + exception.getMessage());
    return exitCode;
  }

  private List<Path> files(List<Path> several, @Nullable Path one, String name) {
    if (several.isEmpty() == (one == null)) {
      throw new ParameterException(
          spec.commandLine(),
          "name BASE and HEAD, or their files with --base and --head; there is "
              + (one == null ? "no " : "more than one ")
              + name);
    }
    return one == null ? several : List.of(one);
  }

  private int exitCode(Comparison comparison) {
    if (!comparison.missing().isEmpty() || comparison.times().isEmpty()) {
      return INCOMPLETE;
    }
    if (comparison.count(Verdict.REGRESSED) > 0) {
      return REGRESSED;
    }
    return strict && comparison.count(Verdict.INCONCLUSIVE) > 0 ? INCONCLUSIVE : FINE;
  }
}
