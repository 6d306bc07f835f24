package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Timing;

/** Benchmarks that are compared with nothing, in one table: the controls, and whatever else. */
final class TimingSection {

  private static final String CONTROL_PACKAGE = ".control.";

  private static final List<ColumnOf<Timing>> COLUMNS =
      List.of(
          text("benchmark", "benchmark", timing -> name(timing.row())),
          text("parameters", "parameters", timing -> parameters(timing.row())),
          figure("time", "time [95 % CI]", "ms", timing -> Cells.timeWithInterval(timing.millis())),
          figure(
                  "operationsPerSecond",
                  "operations/s [95 % CI]",
                  "1/s",
                  (Timing timing) -> Cells.interval(timing.operationsPerSecond()))
              .whereMeasured(),
          figure(
              "questionsPerSecond",
              "questions/s [95 % CI]",
              "1/s",
              timing -> Cells.interval(timing.perSecond())),
          new RowColumns<>(Timing::row).cpuPerPrediction(),
          text("note", "note", TimingSection::note));

  private TimingSection() {}

  static boolean isControl(ResultRow row) {
    return row.benchmark().contains(CONTROL_PACKAGE);
  }

  static Section of(Kind kind, List<ResultRow> rows, Environment environment) {
    return new Section(
        kind.id(),
        kind.id(),
        kind == Kind.CONTROL ? "Controls" : "Other benchmarks",
        questions(rows, environment),
        new TreeMap<>(),
        ColumnOf.table(COLUMNS, Timing.byBenchmark(rows)),
        List.of(),
        Notes.footnotes(rows),
        List.of());
  }

  private static List<String> questions(List<ResultRow> rows, Environment environment) {
    return rows.stream()
        .map(ResultRow::simpleClassName)
        .distinct()
        .sorted()
        .flatMap(
            name -> environment.question(name).map(question -> name + ": " + question).stream())
        .toList();
  }

  private static String note(Timing timing) {
    return timing.operationsPerSecond().isPresent()
        ? Notes.of(List.of(timing.row()), Stream.empty())
        : Notes.of(timing);
  }

  private static String name(ResultRow row) {
    return row.simpleClassName() + "." + row.method();
  }

  private static String parameters(ResultRow row) {
    String held = Held.list(Held.of(row));
    return held.isEmpty() ? Figures.ABSENT : held;
  }
}
