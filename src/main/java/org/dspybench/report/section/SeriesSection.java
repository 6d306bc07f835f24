package org.dspybench.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.compare.Gate;
import org.dspybench.compare.history.Change;
import org.dspybench.compare.history.Level;
import org.dspybench.compare.history.Series;
import org.dspybench.compare.history.Subject;
import org.dspybench.compare.statistics.LogRatio;
import org.dspybench.report.Figures;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.speedup.Estimate;
import org.jspecify.annotations.Nullable;

/** The course of one benchmark: its levels, and the runs around them. */
final class SeriesSection {

  private SeriesSection() {}

  /** A level, and the change that began it; the first has none. */
  private record Row(Level level, @Nullable Change change) {}

  static Section of(String title, Series series) {
    return new Section(
        Ids.of(title),
        "levels",
        title,
        List.of(),
        held(series.subject()),
        ColumnOf.table(columns(series.subject()), rows(series)),
        series.changes().stream().map(SeriesSection::conclusion).toList(),
        notes(series),
        List.of(SeriesChart.of(series)));
  }

  private static SortedMap<String, String> held(Subject subject) {
    SortedMap<String, String> held = new TreeMap<>(subject.identity().params());
    held.put("benchmark", subject.identity().benchmark());
    return held;
  }

  private static List<Row> rows(Series series) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row(series.levels().get(0), null));
    for (int i = 0; i < series.changes().size(); i++) {
      rows.add(new Row(series.levels().get(i + 1), series.changes().get(i)));
    }
    return rows;
  }

  private static List<ColumnOf<Row>> columns(Subject subject) {
    return List.of(
        ColumnOf.text("runs", "runs", row -> runs(row.level)),
        ColumnOf.text("from", "from", row -> row.level.first().origin().day()),
        ColumnOf.text(
            "commit", "commit", row -> row.level.first().origin().commit().orElse("unknown")),
        ColumnOf.text("file", "first file", row -> row.level.first().origin().file()),
        ColumnOf.figure(
            "level",
            "level, " + subject.unit() + " [95 % CI]",
            subject.unit(),
            row -> Cells.interval(estimate(row.level.score()))),
        ColumnOf.<Row>figure("costAfter", "after over before [95 % CI]", "", SeriesSection::cost)
            .whereMeasured(),
        ColumnOf.<Row>figure("p", "p", "", SeriesSection::p).whereMeasured());
  }

  private static String runs(Level level) {
    int first = level.first().run();
    int last = level.last().run();
    return first == last ? String.valueOf(first) : first + "–" + last;
  }

  private static Cell cost(Row row) {
    return row.change == null ? new Cell.Absent() : Cells.interval(estimate(row.change.cost()));
  }

  private static Cell p(Row row) {
    return row.change == null
        ? new Cell.Absent()
        : new Cell.Figure(Figures.scientific(row.change.pValue()), row.change.pValue());
  }

  /** A ratio, or the exponential of any logarithm, with its interval. */
  static Estimate estimate(LogRatio log) {
    double confidence = Gate.STANDARD.confidence();
    return new Estimate(log.ratio(), log.low(confidence), log.high(confidence));
  }

  private static List<String> notes(Series series) {
    return series.isLongEnough()
        ? List.of()
        : List.of(
            "Too few runs to tell whether it changed: %s, and it takes %s."
                .formatted(series.points().size(), Series.LEAST_RUNS));
  }

  private static String conclusion(Change change) {
    Estimate cost = estimate(change.cost());
    String how =
        cost.low() > 1 ? "Slower" : cost.high() < 1 ? "Faster" : "Scattered in another way";
    return "%s since run %s (%s): %s times the cost before."
        .formatted(
            how,
            change.first().run(),
            change.first().origin().describe(),
            Figures.withInterval(cost, ""));
  }
}
