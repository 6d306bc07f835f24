package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Summary;
import org.dspybench.speedup.Timing;

/** Batches that ask for more than a quota allows: how near each limit comes to the best. */
final class QuotaSections {

  private static final RowColumns<Timing> ROW = new RowColumns<>(Timing::row);

  private static final List<ColumnOf<Timing>> COLUMNS =
      List.of(
          ROW.param(Params.QUOTA, "quota/s"),
          ROW.words(Params.LIMIT, "limit", "–"),
          figure("time", "time [95 % CI]", "ms", timing -> Cells.timeWithInterval(timing.millis())),
          ROW.millis("quotaBound", "bound of the quota", Measure.QUOTA_BOUND),
          ROW.number("timeOverBound", "time over bound", "", Measure.MAKESPAN_OVER_BOUND),
          ROW.number("goodput", "answers/s", "1/s", Measure.GOODPUT),
          ROW.percentage("wasted", "429s", Measure.WASTED_SHARE),
          ROW.percentage("wastedLate", "429s after 2 s", Measure.WASTED_SHARE_LATE),
          ROW.count("retries", "retries", Measure.RETRIES),
          ROW.millis("p99", "p99", Measure.LATENCY_P99),
          text("note", "note", Notes::withoutCounts));

  private QuotaSections() {}

  static boolean concerns(ResultRow row) {
    return row.param(Params.QUOTA).isPresent()
        && Summary.median(row, Measure.MAKESPAN_OVER_BOUND).isPresent();
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
        Timing.of(rows).stream().sorted(Comparator.comparing(t -> quota(t.row()))).toList();
    return new Section(
        Ids.of(title),
        Kind.QUOTA.id(),
        title,
        environment.question(first.simpleClassName()).stream().toList(),
        held(first),
        ColumnOf.table(COLUMNS, timings),
        best(rows).stream().toList(),
        Notes.footnotes(rows),
        charts(timings));
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(row, Params.QUOTA, Params.LIMIT);
  }

  private static Integer quota(ResultRow row) {
    return Params.number(row, Params.QUOTA).orElse(0);
  }

  /** The limit that is nearest to the bound where it is farthest from it. */
  private static Optional<String> best(List<ResultRow> rows) {
    return Held.tables(rows, row -> row.param(Params.LIMIT).orElse("")).stream()
        .min(Comparator.comparing(QuotaSections::worst))
        .map(
            limit ->
                "Nearest to the bound under every quota: limit %s, at most %s times as long."
                    .formatted(
                        limit.get(0).param(Params.LIMIT).orElse("–"),
                        Figures.measure(OptionalDouble.of(worst(limit)), "")));
  }

  private static Double worst(List<ResultRow> rows) {
    return rows.stream()
        .map(row -> Summary.median(row, Measure.MAKESPAN_OVER_BOUND))
        .flatMapToDouble(OptionalDouble::stream)
        .max()
        .orElse(Double.MAX_VALUE);
  }

  private static List<Chart> charts(List<Timing> timings) {
    return timings.stream()
        .map(timing -> quota(timing.row()))
        .distinct()
        .flatMap(quota -> charts(timings, quota))
        .toList();
  }

  private static Stream<Chart> charts(List<Timing> timings, Integer quota) {
    List<Timing> same =
        timings.stream().filter(timing -> quota(timing.row()).equals(quota)).toList();
    return new TimelineCharts(same, timing -> timing.row().param(Params.LIMIT).orElse("–"))
        .all("-" + quota, " under a quota of %s/s".formatted(quota)).stream();
  }
}
