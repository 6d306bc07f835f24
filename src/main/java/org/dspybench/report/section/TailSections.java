package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Summary;
import org.dspybench.speedup.Timing;

/** When outcomes are delivered: in the order of the questions beside as they are completed. */
final class TailSections {

  private static final RowColumns<Timing> ROW = new RowColumns<>(Timing::row);

  private static final Map<String, String> ORDERS =
      Map.of("inOrder", "in order", "asCompleted", "as completed");

  private static final List<ColumnOf<Timing>> COLUMNS =
      List.of(
          ROW.words(Params.PROFILE, "profile", "–"),
          text("outcomes", "outcomes", timing -> order(timing.row())),
          ROW.millis("firstOutcome", "first outcome", Measure.FIRST_OUTCOME),
          ROW.millis("halfOfOutcomes", "half of them", Measure.HALF_OF_OUTCOMES),
          ROW.millis("lastOutcome", "last outcome", Measure.LAST_OUTCOME),
          ROW.millis("ideal", "ideal for all", Measure.IDEAL_MAKESPAN),
          figure("time", "time [95 % CI]", "ms", timing -> Cells.timeWithInterval(timing.millis())),
          ROW.millis("p99", "p99", Measure.LATENCY_P99),
          text("note", "note", Notes::of));

  private TailSections() {}

  static boolean concerns(ResultRow row) {
    return Summary.median(row, Measure.LAST_OUTCOME).isPresent();
  }

  static List<Section> of(List<ResultRow> rows, Environment environment) {
    return Held.tables(rows, row -> row.className() + held(row)).stream()
        .map(table -> section(table, environment))
        .toList();
  }

  private static Section section(List<ResultRow> rows, Environment environment) {
    ResultRow first = rows.get(0);
    List<Timing> timings =
        Timing.of(rows).stream()
            .sorted(Comparator.comparing(timing -> timing.row().param(Params.PROFILE).orElse("")))
            .toList();
    return new Section(
        Ids.of(first.simpleClassName()),
        Kind.TAIL.id(),
        first.simpleClassName(),
        environment.question(first.simpleClassName()).stream().toList(),
        held(first),
        ColumnOf.table(COLUMNS, timings),
        List.of(),
        Notes.footnotes(rows),
        List.of());
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(row, Params.PROFILE);
  }

  private static String order(ResultRow row) {
    return ORDERS.getOrDefault(row.method(), row.method());
  }
}
