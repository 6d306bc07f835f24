package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Ladder;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Timing;
import org.dspybench.speedup.law.Forecast;
import org.dspybench.speedup.law.LadderAnalysis;
import org.dspybench.speedup.lock.CallMemory;

/** Throughput by worker count, the law fitted to it, and how many workers are enough. */
final class LadderSections {

  private static final RowColumns<Timing> ROW = new RowColumns<>(Timing::row);

  private LadderSections() {}

  static boolean concerns(ResultRow row) {
    return row.param(Params.QUESTIONS_PER_WORKER).isPresent();
  }

  static List<Section> of(List<ResultRow> rows, Environment environment) {
    return tables(rows).stream().map(table -> section(table, environment)).toList();
  }

  /** Rows that differ in their worker count alone, in one list each. */
  static List<List<ResultRow>> tables(List<ResultRow> rows) {
    return Held.tables(rows, row -> row.benchmark() + held(row));
  }

  private static Section section(List<ResultRow> rows, Environment environment) {
    ResultRow first = rows.get(0);
    String title = first.simpleClassName() + "." + first.method() + strategy(first) + trims(first);
    Optional<LadderAnalysis> analysis = Ladder.analyse(rows);
    List<Timing> timings = Timing.of(rows);
    return new Section(
        Ids.of(title),
        Kind.LADDER.id(),
        title,
        environment.question(first.simpleClassName()).stream().toList(),
        held(first),
        ColumnOf.table(columns(analysis), timings),
        conclusions(analysis, rows),
        Notes.footnotes(rows),
        charts(analysis, timings));
  }

  private static String strategy(ResultRow row) {
    return row.param(Params.STRATEGY).map(strategy -> ", strategy " + strategy).orElse("");
  }

  private static String trims(ResultRow row) {
    return row.param(Params.TRIMS)
        .filter(trims -> !trims.equals(CeilingSections.NO_TRIMS))
        .map(trims -> ", trims " + trims)
        .orElse("");
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(row, Params.WORKERS);
  }

  private static List<ColumnOf<Timing>> columns(Optional<LadderAnalysis> analysis) {
    return List.of(
        ROW.param(Params.WORKERS, "workers"),
        figure(
            "questionsPerSecond",
            "questions/s [95 % CI]",
            "1/s",
            timing -> Cells.interval(timing.perSecond())),
        figure("law", "law", "1/s", timing -> Cells.measure(fitted(timing, analysis), "")),
        figure(
            "ideal",
            "ideal",
            "1/s",
            timing -> Cells.measure(Ladder.perSecond(timing.row(), Measure.IDEAL_MAKESPAN), "")),
        share("shareOfIdeal", "share of the ideal", Measure.IDEAL_MAKESPAN),
        share("shareOfBound", "share of the bound", Measure.IDEAL_BOUND).whereMeasured(),
        ROW.millis("p50", "p50", Measure.LATENCY_P50),
        ROW.millis("p99", "p99", Measure.LATENCY_P99),
        ROW.cpuPerPrediction(),
        ROW.memory(),
        text("note", "note", Notes::of));
  }

  private static ColumnOf<Timing> share(String key, String title, Measure best) {
    return figure(key, title, "", timing -> Cells.percent(Ladder.share(timing, best)));
  }

  private static OptionalDouble fitted(Timing timing, Optional<LadderAnalysis> analysis) {
    return analysis
        .map(
            found ->
                Params.number(timing.row(), Params.WORKERS).stream()
                    .mapToDouble(found.law()::throughput)
                    .findFirst())
        .orElse(OptionalDouble.empty());
  }

  private static List<Chart> charts(Optional<LadderAnalysis> analysis, List<Timing> timings) {
    List<ResultRow> rows = timings.stream().map(Timing::row).toList();
    return Stream.of(
            ThroughputChart.of(timings, analysis, LockSections.cheapest(rows)).stream(),
            LatencyChart.of(rows, LadderSections::workers).stream(),
            new TimelineCharts(timings, timing -> workers(timing.row())).all("", "").stream())
        .flatMap(charts -> charts)
        .toList();
  }

  private static String workers(ResultRow row) {
    return Cells.param(Params.WORKERS).apply(row).text() + " workers";
  }

  private static List<String> conclusions(Optional<LadderAnalysis> analysis, List<ResultRow> rows) {
    return Stream.of(
            analysis.map(LadderSections::enough),
            analysis.map(LadderSections::law),
            analysis.flatMap(LadderSections::forecasts),
            memory(CallMemory.perCall(rows)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static String enough(LadderAnalysis analysis) {
    String count = Figures.count(analysis.optimum().value());
    return analysis.reached()
        ? "Enough: %s workers [%s, %s], the fewest within 5 %% of the best that was measured."
            .formatted(
                count,
                Figures.count(analysis.optimum().low()),
                Figures.count(analysis.optimum().high()))
        : "Enough: not reached in this range; %s workers, the most that were measured, are the best."
            .formatted(count);
  }

  private static String law(LadderAnalysis analysis) {
    OptionalDouble peak = analysis.law().peakWorkers();
    return "Universal Scalability Law: %s questions/s for one worker, contention %s, coherency %s%s."
        .formatted(
            Figures.measure(OptionalDouble.of(analysis.law().perWorker()), ""),
            interval(analysis.contention()),
            interval(analysis.coherency()),
            peak.isPresent()
                ? "; its peak is at " + Figures.measure(peak, "") + " workers"
                : "; it has no peak");
  }

  private static Optional<String> forecasts(LadderAnalysis analysis) {
    String each =
        analysis.forecasts().stream()
            .map(
                forecast ->
                    "%s with %s workers (measured: %s, so %s)"
                        .formatted(
                            Figures.measure(OptionalDouble.of(forecast.predicted()), ""),
                            Figures.count(forecast.workers()),
                            Figures.measure(OptionalDouble.of(forecast.measured()), ""),
                            off(forecast.error())))
            .collect(Collectors.joining(", "));
    return each.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Fitted to at most %s workers alone, the law foretells questions/s of %s."
                .formatted(Figures.count(Forecast.FITTED_UP_TO), each));
  }

  private static String off(double error) {
    return Figures.measure(OptionalDouble.of(100 * Math.abs(error)), " %")
        + (error < 0 ? " too low" : " too high");
  }

  private static String interval(Estimate interval) {
    return "%s [%s, %s]"
        .formatted(
            Figures.scientific(interval.value()),
            Figures.scientific(interval.low()),
            Figures.scientific(interval.high()));
  }

  private static Optional<String> memory(OptionalDouble perCall) {
    return perCall.isPresent()
        ? Optional.of(
            "Memory: %s for each further call in flight."
                .formatted(Figures.measure(perCall, " MiB")))
        : Optional.empty();
  }
}
