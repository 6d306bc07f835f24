package org.dspybench.report.section;

import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.dspybench.compare.history.Change;
import org.dspybench.compare.history.Level;
import org.dspybench.compare.history.Series;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;

/** All benchmarks of a place at a glance: a row for each series. */
final class SeriesOverview {

  private SeriesOverview() {}

  static Section of(List<Series> all, SeriesTitles titles) {
    return new Section(
        "overview",
        "history",
        "All benchmarks",
        List.of("What has changed over the runs?"),
        new TreeMap<>(),
        ColumnOf.table(columns(titles), all),
        List.of(counts(all)),
        List.of(),
        List.of());
  }

  private static String counts(List<Series> all) {
    long changed = all.stream().filter(series -> !series.changes().isEmpty()).count();
    long tooShort = all.stream().filter(series -> !series.isLongEnough()).count();
    return "Benchmarks: %s. Changed: %s. Not changed as far as can be told: %s. Too few runs to tell: %s."
        .formatted(all.size(), changed, all.size() - changed - tooShort, tooShort);
  }

  private static List<ColumnOf<Series>> columns(SeriesTitles titles) {
    return List.of(
        ColumnOf.text("benchmark", "benchmark", series -> titles.of(series.subject())),
        ColumnOf.figure(
            "runs", "runs", "", series -> Cells.count(OptionalDouble.of(series.points().size()))),
        ColumnOf.figure("level", "level now [95 % CI]", "", SeriesOverview::latestLevel),
        ColumnOf.text("unit", "unit", series -> series.subject().unit()),
        ColumnOf.text("changes", "changes", SeriesOverview::changes),
        ColumnOf.figure("costAfter", "last change [95 % CI]", "", SeriesOverview::lastCost)
            .whereMeasured(),
        ColumnOf.figure("since", "since run", "", SeriesOverview::lastRun).whereMeasured());
  }

  private static Cell latestLevel(Series series) {
    List<Level> levels = series.levels();
    return Cells.interval(SeriesSection.estimate(levels.get(levels.size() - 1).score()));
  }

  private static String changes(Series series) {
    int count = series.changes().size();
    if (!series.isLongEnough()) {
      return "too few runs";
    }
    return count == 0 ? "none" : String.valueOf(count);
  }

  private static Cell lastCost(Series series) {
    return series.changes().isEmpty()
        ? new Cell.Absent()
        : Cells.interval(SeriesSection.estimate(last(series).cost()));
  }

  private static Cell lastRun(Series series) {
    return series.changes().isEmpty()
        ? new Cell.Absent()
        : Cells.count(OptionalDouble.of(last(series).first().run()));
  }

  private static Change last(Series series) {
    return series.changes().get(series.changes().size() - 1);
  }
}
