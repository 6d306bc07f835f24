package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.report.TimeScale;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Comparison;
import org.dspybench.speedup.Comparison.Paired;
import org.dspybench.speedup.Comparison.Unpaired;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.SpeedupAnalysis;
import org.dspybench.speedup.Timing;

/**
 * Concurrent beside sequential: a table for each class and each set of parameters other than batch
 * size and workers, so one for each transport.
 */
final class SpeedupSections {

  private static final RowColumns<Comparison> ROW = new RowColumns<>(Comparison::row);

  private SpeedupSections() {}

  static List<Section> of(List<ResultRow> rows, Environment environment) {
    return Held.tables(
            SpeedupAnalysis.compare(rows),
            comparison -> title(comparison.row()) + held(comparison.row()))
        .stream()
        .map(table -> section(table, environment))
        .toList();
  }

  private static Section section(List<Comparison> comparisons, Environment environment) {
    ResultRow first = comparisons.get(0).row();
    return new Section(
        Ids.of(title(first)),
        Kind.SPEEDUP.id(),
        title(first),
        environment.question(first.simpleClassName()).stream().toList(),
        held(first),
        ColumnOf.table(columns(scale(comparisons)), comparisons),
        highest(comparisons).stream().toList(),
        Notes.footnotes(comparisons.stream().flatMap(SpeedupSections::measured).toList()),
        charts(comparisons));
  }

  private static List<Chart> charts(List<Comparison> comparisons) {
    List<Paired> pairs =
        comparisons.stream().filter(Paired.class::isInstance).map(Paired.class::cast).toList();
    return Stream.of(
            SpeedupHeatMap.of(pairs), LatencyChart.of(largest(pairs), SpeedupSections::name))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The concurrent rows of the largest batch, which has the most latencies. */
  private static List<ResultRow> largest(List<Paired> pairs) {
    List<ResultRow> rows = pairs.stream().map(Paired::row).toList();
    int most = rows.stream().mapToInt(SpeedupSections::questions).max().orElse(0);
    return rows.stream().filter(row -> questions(row) == most).toList();
  }

  private static int questions(ResultRow row) {
    return Params.questions(row).orElse(0);
  }

  private static String name(ResultRow row) {
    return "%s workers, batch of %s"
        .formatted(
            Cells.param(Params.WORKERS).apply(row).text(),
            Cells.param(Params.BATCH_SIZE).apply(row).text());
  }

  private static String title(ResultRow row) {
    return row.simpleClassName()
        + row.param(Params.TRANSPORT).map(transport -> ", transport " + transport).orElse("")
        + row.param(Params.STRATEGY).map(strategy -> ", strategy " + strategy).orElse("");
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(row, Params.BATCH_SIZE, Params.WORKERS, Params.TRANSPORT, Params.STRATEGY);
  }

  private static List<ColumnOf<Comparison>> columns(TimeScale scale) {
    return List.of(
        ROW.param(Params.BATCH_SIZE, "batch size"),
        ROW.param(Params.WORKERS, "workers"),
        figure("sequential", "sequential", "ms", time(SpeedupAnalysis::isBaseline, scale)),
        figure(
            "concurrent", "concurrent", "ms", time(row -> !SpeedupAnalysis.isBaseline(row), scale)),
        figure("speedup", "speedup [95 % CI]", "", paired(pair -> Cells.interval(pair.speedup()))),
        figure("efficiency", "efficiency", "", paired(pair -> Cells.percent(pair.efficiency()))),
        figure(
            "idealSpeedup",
            "ideal speedup",
            "",
            paired(pair -> Cells.measure(pair.possibleSpeedup(Measure.IDEAL_MAKESPAN), ""))),
        share("shareOfIdeal", "share of the ideal", Measure.IDEAL_MAKESPAN),
        share("shareOfBound", "share of the bound", Measure.IDEAL_BOUND).whereMeasured(),
        ROW.millis("p50", "p50", Measure.LATENCY_P50),
        ROW.millis("p95", "p95", Measure.LATENCY_P95),
        ROW.millis("p99", "p99", Measure.LATENCY_P99),
        ROW.memory(),
        text("note", "note", SpeedupSections::note));
  }

  private static ColumnOf<Comparison> share(String key, String title, Measure best) {
    return figure(key, title, "", paired(pair -> Cells.percent(pair.share(best))));
  }

  private static Function<Comparison, Cell> paired(Function<Paired, Cell> cell) {
    return comparison -> comparison instanceof Paired pair ? cell.apply(pair) : new Cell.Absent();
  }

  /** The time of the run with the named role, where it is there and has one. */
  private static Function<Comparison, Cell> time(Predicate<ResultRow> role, TimeScale scale) {
    return comparison ->
        Cells.time(
            comparison.timings().stream()
                .filter(timing -> role.test(timing.row()))
                .flatMap(timing -> timing.millis().stream())
                .findFirst(),
            scale);
  }

  private static TimeScale scale(List<Comparison> comparisons) {
    return TimeScale.fitting(
        comparisons.stream()
            .flatMap(comparison -> comparison.timings().stream())
            .flatMap(timing -> timing.millis().stream())
            .mapToDouble(Estimate::value)
            .max()
            .orElse(0));
  }

  private static Stream<ResultRow> measured(Comparison comparison) {
    return comparison.timings().stream().map(Timing::row);
  }

  private static String note(Comparison comparison) {
    return Notes.of(
        measured(comparison).toList(),
        comparison instanceof Unpaired unpaired ? Stream.of(unpaired.reason()) : Stream.empty());
  }

  private static Optional<String> highest(List<Comparison> comparisons) {
    return SpeedupAnalysis.highest(comparisons)
        .map(
            pair ->
                "Highest speedup: %s, at batch size %s with %s workers%s."
                    .formatted(
                        Figures.withInterval(pair.speedup(), ""),
                        Cells.param(Params.BATCH_SIZE).apply(pair.row()).text(),
                        Cells.param(Params.WORKERS).apply(pair.row()).text(),
                        pair.share(Measure.IDEAL_MAKESPAN)
                            .map(
                                share ->
                                    ", " + Figures.percent(Optional.of(share)) + " of the ideal")
                            .orElse("")));
  }
}
