package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
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
final class LadderSections {

  private LadderSections() {}

  static boolean concerns(ResultRow row) {
    return row.param(Params.QUESTIONS_PER_WORKER).isPresent();
  }

  static List<Section> of(List<ResultRow> rows, Environment environment) {
    return Held.tables(rows, row -> row.benchmark() + held(row)).stream()
        .map(table -> section(table, environment))
        .toList();
  }

  private static Section section(List<ResultRow> rows, Environment environment) {
    ResultRow first = rows.get(0);
    String title = first.simpleClassName() + "." + first.method();
    Optional<LadderAnalysis> analysis = Ladder.analyse(rows);
    return new Section(
        Ids.of(title),
        Kind.LADDER.id(),
        title,
        environment.question(first.simpleClassName()).stream().toList(),
        held(first),
        ColumnOf.table(columns(analysis), Timing.of(rows)),
        analysis.stream().flatMap(LadderSections::conclusions).toList(),
        Notes.footnotes(rows),
        List.of());
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(row, Params.WORKERS);
  }

  private static List<ColumnOf<Timing>> columns(Optional<LadderAnalysis> analysis) {
    return List.of(
        figure("workers", "workers", "", ofRow(Cells.param(Params.WORKERS))),
        figure(
            "questionsPerSecond",
            "questions/s [95 % CI]",
            "1/s",
            timing -> Cells.interval(timing.perSecond())),
        figure("law", "law", "1/s", timing -> Cells.measure(fitted(timing, analysis), "")),
        figure(
            "ideal", "ideal", "1/s", ofRow(row -> Cells.measure(Ladder.idealPerSecond(row), ""))),
        figure(
            "shareOfIdeal",
            "share of the ideal",
            "",
            timing -> Cells.percent(Ladder.shareOfIdeal(timing))),
        figure("p50", "p50", "ms", ofRow(Cells.median(Measure.LATENCY_P50, " ms"))),
        figure("p99", "p99", "ms", ofRow(Cells.median(Measure.LATENCY_P99, " ms"))),
        figure(
            "cpuPerPrediction",
            "CPU per prediction",
            "ms",
            ofRow(Cells.median(Measure.CPU_PER_PREDICTION, " ms"))),
        figure(
            "memory",
            "memory",
            "MiB",
            ofRow(row -> Cells.measure(Summary.highest(row, Measure.MEMORY), " MiB"))),
        text("note", "note", Notes::of));
  }

  private static Function<Timing, Cell> ofRow(Function<ResultRow, Cell> cell) {
    return cell.compose(Timing::row);
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

  private static Stream<String> conclusions(LadderAnalysis analysis) {
    return Stream.of(enough(analysis), law(analysis));
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

  private static String interval(Estimate interval) {
    return "%s [%s, %s]"
        .formatted(
            Figures.scientific(interval.value()),
            Figures.scientific(interval.low()),
            Figures.scientific(interval.high()));
  }
}
