package org.dspybench.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.dspybench.report.csv.CsvReport;
import org.dspybench.report.document.Document;
import org.dspybench.report.json.JsonReport;
import org.dspybench.report.markdown.MarkdownReport;
import org.dspybench.report.markdown.ReportException;
import org.dspybench.report.section.Documents;
import org.dspybench.results.ResultDirectory;
import org.dspybench.results.Run;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: from files of results to tables, charts and figures in several formats. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    name = "report",
    description = {
      "Render tables and charts from JMH result files, in any of several formats at once.",
      "OUT may be - for the screen; without any output the report goes there in Markdown."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; with --check: up to date",
      "1:with --check: out of date",
      "2:wrong usage, or a file that cannot be read, used or written"
    },
    footerHeading = "%nMarker lines for --update, one pair or several:%n",
    footer = {
      "  <!-- dspybench:begin report -->",
      "  <!-- dspybench:end report -->",
      "In place of 'report': 'calibration' for the calibration of the run's machine, or",
      "'report:KIND' for the sections of one kind: speedup, ladder, ceiling, quota, tail,",
      "deduplication, peers, cluster, lock, control, other.",
      "",
      "Examples:",
      "  report jmh-results",
      "  report jmh-results/2026-01-31-0444175-full.json --markdown report.md",
      "  report x.json --html report.html --svg charts --csv values.csv --json report.json",
      "  report jmh-results --update README.md",
      "  report jmh-results --update README.md --check"
    })
public final class ReportCommand implements Callable<Integer> {

  private static final int OUT_OF_DATE = 1;
  private static final int BAD_INPUT = 2;

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "JMH result file, or a directory of them, of which the newest of each preset is taken.")
  private List<Path> files = List.of();

  @Mixin private DocumentOutputs documents = new DocumentOutputs();

  @Option(
      names = "--svg",
      paramLabel = "DIR",
      description = "Write each chart into this directory, as SVG and as PNG.")
  private @Nullable Path svg;

  @Option(
      names = "--csv",
      paramLabel = "OUT",
      description = "Write all that was measured, a line for each value.")
  private @Nullable Path csv;

  @Option(
      names = "--update",
      paramLabel = "FILE",
      description = "Render the marked parts of this Markdown document anew (see below).")
  private List<Path> updates = List.of();

  @Option(
      names = "--check",
      description = "Write nothing; exit 1 if a file that is named would change.")
  private boolean check;

  @Option(names = "--schema", description = "Show the JSON schema of --json, and end.")
  private boolean schema;

  @Override
  public Integer call() {
    try {
      if (schema) {
        ReportOutput.toScreen(JsonReport.schema()).write(spec.commandLine().getOut());
        return 0;
      }
      requireFiles();
      List<Run> runs = runs();
      Document document = Documents.of(runs);
      List<ReportOutput> outputs = outputs(runs, document);
      requireUsableOutputs(outputs);
      return check ? check(outputs, document) : write(outputs, document);
    } catch (IOException | ReportException e) {
      complain(Main.message(e));
      return BAD_INPUT;
    }
  }

  private void requireFiles() {
    if (files.isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), "Missing required parameter: 'FILE'; a file or directory of results");
    }
  }

  private List<Run> runs() throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Path file : files) {
      for (Path results : Files.isDirectory(file) ? newest(file) : List.of(file)) {
        runs.add(Run.read(results));
      }
    }
    return runs;
  }

  private static List<Path> newest(Path directory) throws IOException {
    List<Path> ofPresets = ResultDirectory.newestOfEachPreset(directory);
    return ofPresets.isEmpty() ? List.of(ResultDirectory.newest(directory)) : ofPresets;
  }

  private List<ReportOutput> outputs(List<Run> runs, Document document)
      throws IOException, ReportException {
    List<ReportOutput> outputs = documents.of(document, MarkdownReport::render);
    if (csv != null) {
      outputs.add(new ReportOutput(csv, new CsvReport(runs)::writeTo));
    }
    MarkedParts parts = new MarkedParts(runs, document);
    for (Path update : updates) {
      outputs.add(ReportOutput.of(update, parts.updated(text(update), update.toString())));
    }
    return outputs.isEmpty() && svg == null
        ? List.of(ReportOutput.toScreen(MarkdownReport.render(document)))
        : outputs;
  }

  private void requireUsableOutputs(List<ReportOutput> outputs) {
    long onScreen = outputs.stream().filter(ReportOutput::isForScreen).count();
    if (check && onScreen > 0) {
      throw new ParameterException(
          spec.commandLine(), "--check needs a file to check: --update FILE, or an output to OUT");
    }
    if (onScreen > 1) {
      throw new ParameterException(
          spec.commandLine(), "only one output can be -, the screen; name files for the others");
    }
  }

  private int check(List<ReportOutput> outputs, Document document) throws IOException {
    List<String> outOfDate = new ArrayList<>();
    for (ReportOutput output : outputs) {
      if (!output.isUpToDate()) {
        outOfDate.add(output.file().toString());
      }
    }
    if (svg != null) {
      new ChartDirectory(svg)
          .outOfDate(document).stream().map(Path::toString).forEach(outOfDate::add);
    }
    outOfDate.forEach(
        file -> complain(file + " is out of date; run the same command without --check"));
    return outOfDate.isEmpty() ? 0 : OUT_OF_DATE;
  }

  private int write(List<ReportOutput> outputs, Document document) throws IOException {
    for (ReportOutput output : outputs) {
      output.write(spec.commandLine().getOut());
    }
    if (svg != null) {
      new ChartDirectory(svg).write(document);
    }
    return 0;
  }

  private void complain(String message) {
    spec.commandLine().getErr().println("report: " + message);
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": is no text in UTF-8; convert it", e);
    }
  }
}
