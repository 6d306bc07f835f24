package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Timing;

/** Batches in which questions repeat: deduplicated beside not. */
final class DeduplicationSections {

  private static final String NOT_DEDUPLICATED = "false";
  private static final RowColumns<Timing> ROW = new RowColumns<>(Timing::row);

  private DeduplicationSections() {}

  static boolean concerns(ResultRow row) {
    return row.param(Params.DEDUPLICATE).isPresent() && row.param(Params.REPEATED).isPresent();
  }

  static List<Section> of(List<ResultRow> rows, Environment environment) {
    return Held.tables(rows, row -> row.benchmark() + held(row)).stream()
        .map(table -> section(table, environment))
        .toList();
  }

  private static Section section(List<ResultRow> rows, Environment environment) {
    ResultRow first = rows.get(0);
    String title = first.simpleClassName() + "." + first.method();
    List<Timing> timings =
        Timing.of(rows).stream().sorted(Comparator.comparingInt(t -> repeated(t.row()))).toList();
    return new Section(
        Ids.of(title),
        Kind.DEDUPLICATION.id(),
        title,
        environment.question(first.simpleClassName()).stream().toList(),
        held(first),
        ColumnOf.table(columns(timings), timings),
        List.of(),
        Notes.footnotes(rows),
        List.of());
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(row, Params.REPEATED, Params.DEDUPLICATE);
  }

  private static List<ColumnOf<Timing>> columns(List<Timing> all) {
    return List.of(
        ROW.param(Params.REPEATED, "repeated, %"),
        text("deduplicated", "deduplicated", timing -> isDeduplicated(timing) ? "yes" : "no"),
        figure("time", "time [95 % CI]", "ms", timing -> Cells.timeWithInterval(timing.millis())),
        figure(
            "questionsPerSecond",
            "questions/s [95 % CI]",
            "1/s",
            timing -> Cells.interval(timing.perSecond())),
        figure(
            "gain",
            "times as fast as without [95 % CI]",
            "",
            timing -> Cells.interval(gain(timing, all))),
        ROW.count("calls", "calls", Measure.LM_CALLS),
        ROW.count("duplicates", "duplicates", Measure.DUPLICATES),
        text("note", "note", Notes::of));
  }

  private static int repeated(ResultRow row) {
    return Params.number(row, Params.REPEATED).orElse(0);
  }

  private static Optional<Estimate> gain(Timing timing, List<Timing> all) {
    return all.stream()
        .filter(other -> !isDeduplicated(other) && isDeduplicated(timing))
        .filter(
            other -> other.row().param(Params.REPEATED).equals(timing.row().param(Params.REPEATED)))
        .findFirst()
        .flatMap(timing::timesAsFastAs);
  }

  private static boolean isDeduplicated(Timing timing) {
    return timing.row().param(Params.DEDUPLICATE).filter(NOT_DEDUPLICATED::equals).isEmpty();
  }
}
