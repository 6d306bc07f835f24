package org.dspybench.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.dspybench.report.Run;
import org.dspybench.report.markdown.CalibrationSection;
import org.dspybench.report.markdown.MarkdownReport;
import org.dspybench.report.markdown.MarkedSection;
import org.dspybench.report.markdown.ReportException;
import org.dspybench.report.section.Documents;
import org.dspybench.results.ResultDirectory;
import org.dspybench.results.WholeFile;
import org.dspybench.results.calibration.CalibrationDirectory;
import org.dspybench.results.calibration.Machine;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: from files of results to speedup tables in Markdown. */
@Command(
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    name = "report",
    description = "Render speedup tables from JMH result files.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done; with --check: up to date",
      "1:with --check: out of date",
      "2:wrong usage, or a file that cannot be read, used or written"
    },
    footerHeading = "%nMarker lines for --update:%n",
    footer = {
      "  <!-- dspybench:begin report -->",
      "  <!-- dspybench:end report -->",
      "And, where the document is to hold the calibration of the run's machine:",
      "  <!-- dspybench:begin calibration -->",
      "  <!-- dspybench:end calibration -->",
      "",
      "Examples:",
      "  report jmh-results",
      "  report jmh-results/2026-01-31-0444175-full.json --markdown report.md",
      "  report jmh-results --update README.md",
      "  report jmh-results --update README.md --check"
    })
public final class ReportCommand implements Callable<Integer> {

  private static final int OUT_OF_DATE = 1;
  private static final int BAD_INPUT = 2;
  private static final MarkedSection SECTION = new MarkedSection("report");
  private static final MarkedSection CALIBRATION = new MarkedSection("calibration");

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "JMH result file, or a directory of them, of which the newest is taken.")
  private List<Path> files = List.of();

  @Option(
      names = "--markdown",
      paramLabel = "OUT",
      description = "Write the report to this file instead of the screen.")
  private @Nullable Path markdown;

  @Option(
      names = "--update",
      paramLabel = "FILE",
      description =
          "Put the report into this Markdown document, between its two marker lines (see below).")
  private @Nullable Path update;

  @Option(
      names = "--check",
      description = "Write nothing; exit 1 if --markdown or --update would change a file.")
  private boolean check;

  @Override
  public Integer call() {
    if (check && markdown == null && update == null) {
      throw new ParameterException(
          spec.commandLine(), "--check needs --update FILE or --markdown OUT");
    }
    try {
      String report = MarkdownReport.render(Documents.of(runs()));
      Map<Path, String> documents = documents(report);
      if (documents.isEmpty()) {
        print(report);
        return 0;
      }
      return check ? check(documents) : write(documents);
    } catch (IOException | ReportException e) {
      spec.commandLine().getErr().println("report: " + message(e));
      return BAD_INPUT;
    }
  }

  private List<Run> runs() throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Path file : files) {
      runs.add(Run.read(Files.isDirectory(file) ? ResultDirectory.newest(file) : file));
    }
    return runs;
  }

  /** What each file that was named would hold. */
  private Map<Path, String> documents(String report) throws IOException, ReportException {
    Map<Path, String> documents = new LinkedHashMap<>();
    if (markdown != null) {
      documents.put(markdown, report);
    }
    if (update != null) {
      documents.put(update, updated(update, report));
    }
    return documents;
  }

  /** The document with the report, and with the calibration where it has a place for one. */
  private String updated(Path document, String report) throws IOException, ReportException {
    String name = document.toString();
    String text = SECTION.replace(text(document), name, report);
    return CALIBRATION.isIn(text) ? CALIBRATION.replace(text, name, calibration()) : text;
  }

  /** The newest calibration of the machine of the first run, from the directory of that run. */
  private String calibration() throws IOException {
    Run run = runs().get(0);
    Path directory = Optional.ofNullable(run.results().path().getParent()).orElse(Path.of(""));
    Optional<Machine> machine = Machine.of(run.environment());
    return machine.isEmpty()
        ? CalibrationSection.NONE
        : new CalibrationDirectory(directory)
            .newestOf(machine.get())
            .map(CalibrationSection::of)
            .orElse(CalibrationSection.NONE);
  }

  private int check(Map<Path, String> documents) throws IOException {
    int exitCode = 0;
    for (Map.Entry<Path, String> document : documents.entrySet()) {
      Path file = document.getKey();
      if (!Files.exists(file) || !text(file).equals(document.getValue())) {
        spec.commandLine()
            .getErr()
            .println("report: " + file + " is out of date; run the same command without --check");
        exitCode = OUT_OF_DATE;
      }
    }
    return exitCode;
  }

  private static int write(Map<Path, String> documents) throws IOException {
    for (Map.Entry<Path, String> document : documents.entrySet()) {
      WholeFile.write(document.getKey(), document.getValue());
    }
    return 0;
  }

  private void print(String report) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(report);
    out.flush();
  }

  private static String text(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": is no text in UTF-8; convert it", e);
    }
  }

  /** One line that names the file, also where the JDK's message is its name alone. */
  private static String message(Exception e) {
    if (e instanceof NoSuchFileException missing) {
      return missing.getFile() + ": no such file or directory";
    }
    if (e instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied";
    }
    return String.valueOf(e.getMessage());
  }
}
