package org.dspybench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.compare.history.History;
import org.dspybench.report.document.Document;
import org.dspybench.report.markdown.MarkdownReport;
import org.dspybench.report.section.HistoryDocument;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What {@code compare --history} does: shows the course of benchmarks, and judges nothing.
 *
 * @param spec of the command
 * @param directory with the runs
 * @param outputs where it is to be shown
 */
record HistoryReport(CommandSpec spec, Path directory, DocumentOutputs outputs) {

  private static final int FINE = 0;
  private static final int NOTHING_TO_SHOW = 4;

  /** What goes with {@code --history}. */
  private static final Set<String> ITS_OWN = Set.of("--history", "--markdown", "--html", "--json");

  /** Writes the report, and gives the exit code. */
  int write() throws IOException {
    refuseOtherArguments();
    if (Files.exists(directory) && !Files.isDirectory(directory)) {
      throw new ParameterException(
          spec.commandLine(), "--history needs a directory of results; " + directory + " is none");
    }
    History history = History.read(directory);
    if (history.places().isEmpty()) {
      complainOfNothing(history.leftOut());
      return NOTHING_TO_SHOW;
    }
    Document document = HistoryDocument.of(history);
    List<ReportOutput> written = outputs.of(document, MarkdownReport::render);
    if (written.isEmpty()) {
      written.add(ReportOutput.toScreen(MarkdownReport.render(document)));
    }
    for (ReportOutput output : written) {
      output.write(spec.commandLine().getOut());
    }
    return FINE;
  }

  private void refuseOtherArguments() {
    ParseResult given = spec.commandLine().getParseResult();
    String others =
        Stream.concat(
                given.matchedPositionals().stream().map(ArgSpec::paramLabel),
                given.matchedOptions().stream().map(OptionSpec::longestName))
            .filter(name -> !ITS_OWN.contains(name))
            .distinct()
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(),
          "--history shows one directory and judges nothing; leave out " + others);
    }
  }

  private void complainOfNothing(List<String> leftOut) {
    String message =
        leftOut.isEmpty()
            ? "holds no result file (*.json); run the benchmarks first"
            : "holds no run that can be shown; left out: " + String.join("; ", leftOut);
    spec.commandLine().getErr().println("compare: " + directory + ": " + message);
  }
}
