package org.dspybench.report;

import static org.dspybench.report.Markdown.Column.figure;
import static org.dspybench.report.Markdown.Column.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dspybench.report.Markdown.Column;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Ladder;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Summary;
import org.dspybench.speedup.Timing;
import org.dspybench.speedup.law.LadderAnalysis;

/** Throughput by worker count, the law fitted to it, and how many workers are enough. */
final class LadderSection {

  private LadderSection() {}

  static boolean concerns(ResultRow row) {
    return row.param(Params.QUESTIONS_PER_WORKER).isPresent();
  }

  static String of(List<ResultRow> rows, Environment environment) {
    Map<String, List<ResultRow>> tables =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    row -> row.benchmark() + held(row), TreeMap::new, Collectors.toList()));
    return tables.values().stream()
        .map(table -> table(table, environment))
        .collect(Collectors.joining("\n"));
  }

  private static String table(List<ResultRow> rows, Environment environment) {
    ResultRow first = rows.get(0);
    Optional<LadderAnalysis> analysis = Ladder.analyse(rows);
    return Heading.of(
            first.simpleClassName() + "." + first.method(),
            environment.question(first.simpleClassName()),
            held(first))
        + Markdown.table(columns(analysis), Timing.of(rows))
        + analysis.map(LadderSection::conclusion).orElse("")
        + Notes.footnotes(rows);
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Heading.held(row, Params.WORKERS);
  }

  private static List<Column<Timing>> columns(Optional<LadderAnalysis> analysis) {
    return List.of(
        figure("workers", timing -> timing.row().param(Params.WORKERS).orElse(Figures.ABSENT)),
        figure("questions/s [95 % CI]", timing -> Figures.withInterval(timing.perSecond())),
        figure("law", timing -> Figures.measure(fitted(timing, analysis), "")),
        figure("ideal", timing -> Figures.measure(Ladder.idealPerSecond(timing.row()), "")),
        figure("share of the ideal", timing -> Figures.percent(Ladder.shareOfIdeal(timing))),
        figure("p50", latency(Measure.LATENCY_P50)),
        figure("p99", latency(Measure.LATENCY_P99)),
        figure("CPU per prediction", measured(Measure.CPU_PER_PREDICTION, " ms")),
        figure("memory", LadderSection::memory),
        text("note", Notes::of));
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

  private static Function<Timing, String> latency(Measure measure) {
    return measured(measure, " ms");
  }

  private static Function<Timing, String> measured(Measure measure, String unit) {
    return timing -> Figures.measure(Summary.median(timing.row(), measure), unit);
  }

  private static String memory(Timing timing) {
    return Figures.measure(Summary.highest(timing.row(), Measure.MEMORY), " MiB");
  }

  private static String conclusion(LadderAnalysis analysis) {
    return "\n" + enough(analysis) + law(analysis);
  }

  private static String enough(LadderAnalysis analysis) {
    String count = Figures.count(analysis.optimum().value());
    return analysis.reached()
        ? "- Enough: **%s workers** [%s, %s], the fewest within 5 %% of the best that was measured.\n"
            .formatted(
                count,
                Figures.count(analysis.optimum().low()),
                Figures.count(analysis.optimum().high()))
        : "- Enough: not reached in this range; %s workers, the most that were measured, are the best.\n"
            .formatted(count);
  }

  private static String law(LadderAnalysis analysis) {
    OptionalDouble peak = analysis.law().peakWorkers();
    return "- Universal Scalability Law: %s questions/s for one worker, contention %s, coherency %s%s.\n"
        .formatted(
            Figures.measure(OptionalDouble.of(analysis.law().perWorker()), ""),
            interval(analysis.contention()),
            interval(analysis.coherency()),
            peak.isPresent()
                ? "; its peak is at " + Figures.measure(peak, "") + " workers"
                : "; it has no peak");
  }

  private static String interval(Estimate interval) {
    return "%s [%s, %s]"
        .formatted(
            Figures.scientific(interval.value()),
            Figures.scientific(interval.low()),
            Figures.scientific(interval.high()));
  }
}
