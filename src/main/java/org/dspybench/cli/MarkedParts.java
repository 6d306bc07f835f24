package org.dspybench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dspybench.report.document.Document;
import org.dspybench.report.markdown.CalibrationSection;
import org.dspybench.report.markdown.MarkdownReport;
import org.dspybench.report.markdown.MarkedSection;
import org.dspybench.report.markdown.ReportException;
import org.dspybench.report.section.Kind;
import org.dspybench.results.Run;
import org.dspybench.results.calibration.CalibrationDirectory;
import org.dspybench.results.calibration.Machine;

/** What the marked parts of a document are to hold. */
final class MarkedParts {

  private static final String REPORT = "report";
  private static final String CALIBRATION = "calibration";
  private static final String OF_A_KIND = REPORT + ":";

  private static final String NOT_MEASURED = "Not measured by the runs that are kept here.\n";

  private final List<Run> runs;
  private final Document document;

  MarkedParts(List<Run> runs, Document document) {
    this.runs = runs;
    this.document = document;
  }

  /**
   * A text with its marked parts rendered anew; parts that are not ours stay.
   *
   * @param name what to call it in a message
   * @throws ReportException where it has no part of ours, or one that cannot be rendered
   */
  String updated(String text, String name) throws IOException, ReportException {
    List<MarkedSection> parts =
        MarkedSection.in(text).stream().filter(MarkedParts::isOurs).toList();
    String updated = text;
    for (MarkedSection part : parts.isEmpty() ? List.of(new MarkedSection(REPORT)) : parts) {
      updated = part.replace(updated, name, content(part, name));
    }
    return updated;
  }

  private static boolean isOurs(MarkedSection part) {
    return part.name().equals(REPORT)
        || part.name().equals(CALIBRATION)
        || part.name().startsWith(OF_A_KIND);
  }

  private String content(MarkedSection part, String document) throws IOException, ReportException {
    if (part.name().equals(CALIBRATION)) {
      return calibration();
    }
    return part.name().equals(REPORT)
        ? MarkdownReport.render(this.document)
        : sections(part.name().substring(OF_A_KIND.length()), document);
  }

  private String sections(String kind, String name) throws ReportException {
    if (Arrays.stream(Kind.values()).map(Kind::id).noneMatch(kind::equals)) {
      throw new ReportException(
          "%s: there is no kind of section '%s', only %s".formatted(name, kind, kinds()));
    }
    return MarkdownReport.renderKind(document, kind).orElse(NOT_MEASURED);
  }

  private static String kinds() {
    return Arrays.stream(Kind.values()).map(Kind::id).collect(Collectors.joining(", "));
  }

  /** The newest calibration of the machine of the first run, from the directory of that run. */
  private String calibration() throws IOException {
    Run run = runs.get(0);
    Path directory = Optional.ofNullable(run.results().path().getParent()).orElse(Path.of(""));
    Optional<Machine> machine = Machine.of(run.environment());
    return machine.isEmpty()
        ? CalibrationSection.NONE
        : new CalibrationDirectory(directory)
            .newestOf(machine.get())
            .map(CalibrationSection::of)
            .orElse(CalibrationSection.NONE);
  }
}
