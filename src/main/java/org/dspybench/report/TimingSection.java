package org.dspybench.report;

import static org.dspybench.report.Markdown.Column.figure;
import static org.dspybench.report.Markdown.Column.text;

import java.util.List;
import java.util.stream.Collectors;
import org.dspybench.report.Markdown.Column;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Summary;
import org.dspybench.speedup.Timing;

/** Benchmarks that are compared with nothing, in one table: the controls, and whatever else. */
final class TimingSection {

  private static final String CONTROL_PACKAGE = ".control.";

  private static final List<Column<Timing>> COLUMNS =
      List.of(
          text("benchmark", timing -> name(timing.row())),
          text("parameters", timing -> parameters(timing.row())),
          figure("time [95 % CI]", TimingSection::time),
          figure("questions/s [95 % CI]", timing -> Figures.withInterval(timing.perSecond())),
          figure("CPU per prediction", TimingSection::cpu),
          text("note", Notes::of));

  private TimingSection() {}

  static boolean isControl(ResultRow row) {
    return row.benchmark().contains(CONTROL_PACKAGE);
  }

  static String of(String title, List<ResultRow> rows, Environment environment) {
    String questions =
        rows.stream()
            .map(ResultRow::simpleClassName)
            .distinct()
            .sorted()
            .flatMap(
                name -> environment.question(name).map(question -> name + ": " + question).stream())
            .map(line -> "- " + Markdown.escape(line) + "\n")
            .collect(Collectors.joining());
    return "### "
        + title
        + "\n\n"
        + (questions.isEmpty() ? "" : questions + "\n")
        + Markdown.table(COLUMNS, Timing.byBenchmark(rows))
        + Notes.footnotes(rows);
  }

  private static String name(ResultRow row) {
    return row.simpleClassName() + "." + row.method();
  }

  private static String parameters(ResultRow row) {
    String held = Heading.list(Heading.held(row));
    return held.isEmpty() ? Figures.ABSENT : held;
  }

  private static String time(Timing timing) {
    return timing
        .millis()
        .map((Estimate millis) -> TimeScale.fitting(millis.value()).showWithInterval(millis))
        .orElse(Figures.ABSENT);
  }

  private static String cpu(Timing timing) {
    return Figures.measure(Summary.median(timing.row(), Measure.CPU_PER_PREDICTION), " ms");
  }
}
