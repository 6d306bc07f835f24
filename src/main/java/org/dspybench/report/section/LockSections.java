package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.lock.LockCost;

/**
 * What the interpreter lock allows: by the rows of the lock's own benchmark, by the rung of each
 * ladder on which a prediction cost least, and by the most workers of each way at zero latency. The
 * ceiling is held against what was measured.
 */
final class LockSections {

  /** How long a thread may hold the lock while others wait, in milliseconds. */
  static final String SWITCH_MILLIS = "switchMillis";

  private static final RowColumns<LockCost> ROW = new RowColumns<>(LockCost::row);

  private LockSections() {}

  static boolean concerns(ResultRow row) {
    return row.param(Params.BUSY_THREAD).isPresent();
  }

  /**
   * The cost by the rung on which a prediction cost least; absent without CPU time. Where workers
   * wait most of the time, each prediction wakes a core and finds its caches cold: ten would
   * foretell a ceiling that a hundred go through.
   */
  static Optional<LockCost> cheapest(List<ResultRow> ladder) {
    return LockCost.of(ladder).stream().min(Comparator.comparingDouble(cost -> cost.cpu().value()));
  }

  /**
   * What tells ladders apart: all but the size of their batches, which no prediction costs less by.
   */
  private static String ladder(ResultRow row) {
    return row.benchmark() + Held.of(row, Params.WORKERS, Params.QUESTIONS_PER_WORKER);
  }

  /** What tells ways to predict at once apart: all but how many, and how many at once. */
  private static String way(ResultRow row) {
    return row.benchmark() + Held.of(row, Params.WORKERS, Params.BATCH_SIZE);
  }

  /**
   * The cost with the most workers, whose contention is in it, and the largest batch; absent with
   * one worker alone, who has the lock for itself.
   */
  private static Optional<LockCost> mostWorkers(List<ResultRow> way) {
    return LockCost.of(way).stream()
        .filter(cost -> number(cost, Params.WORKERS) > 1)
        .max(
            Comparator.<LockCost>comparingInt(cost -> number(cost, Params.WORKERS))
                .thenComparingInt(cost -> number(cost, Params.BATCH_SIZE)))
        .map(LockCost::withoutLatency);
  }

  private static int number(LockCost cost, String param) {
    return Params.number(cost.row(), param).orElse(0);
  }

  static List<Section> of(List<ResultRow> all, Environment environment) {
    Stream<LockCost> own =
        LockCost.of(all.stream().filter(row -> Kind.of(row) == Kind.LOCK).toList()).stream();
    List<ResultRow> ladder = all.stream().filter(row -> Kind.of(row) == Kind.LADDER).toList();
    Stream<LockCost> rungs =
        Held.tables(ladder, LockSections::ladder).stream().flatMap(rows -> cheapest(rows).stream());
    List<ResultRow> atOnce = all.stream().filter(row -> Kind.of(row) == Kind.CEILING).toList();
    Stream<LockCost> mostWorkers =
        Held.tables(atOnce, LockSections::way).stream().flatMap(rows -> mostWorkers(rows).stream());
    List<LockCost> costs =
        Stream.of(own, rungs, mostWorkers).flatMap(measured -> measured).toList();
    return costs.isEmpty() ? List.of() : List.of(section(costs, all, environment));
  }

  private static Section section(
      List<LockCost> costs, List<ResultRow> all, Environment environment) {
    List<ResultRow> rows = costs.stream().map(LockCost::row).toList();
    return new Section(
        Kind.LOCK.id(),
        Kind.LOCK.id(),
        "Interpreter lock",
        rows.stream()
            .map(ResultRow::simpleClassName)
            .filter(name -> rows.stream().anyMatch(row -> concerns(row, name)))
            .distinct()
            .flatMap(name -> environment.question(name).stream())
            .toList(),
        new TreeMap<>(),
        ColumnOf.table(columns(costs), costs),
        new LockConclusions(all).of(costs),
        Notes.footnotes(rows),
        List.of());
  }

  private static boolean concerns(ResultRow row, String simpleClassName) {
    return concerns(row) && row.simpleClassName().equals(simpleClassName);
  }

  private static List<ColumnOf<LockCost>> columns(List<LockCost> costs) {
    return Stream.of(
            Stream.of(ROW.words(Params.TRANSPORT, "transport", Figures.ABSENT)),
            ROW
                .wordsIfAny(Params.STRATEGY, "strategy", CeilingSections.DEFAULT_STRATEGY, costs)
                .stream(),
            ROW.wordsIfAny(Params.TRIMS, "trims", CeilingSections.NO_TRIMS, costs).stream(),
            Stream.of(ROW.param(Params.WORKERS, "workers")),
            ROW.wordsIfAny(Params.BUSY_THREAD, "busy thread", "none", costs).stream(),
            ROW.wordsIfAny(SWITCH_MILLIS, "switch interval, ms", "tuned", costs).stream(),
            latencies(costs).stream(),
            figures())
        .flatMap(columns -> columns)
        .toList();
  }

  /** Whether answers come at once or one by one decides what a busy neighbour adds. */
  private static Optional<ColumnOf<LockCost>> latencies(List<LockCost> costs) {
    return costs.stream().anyMatch(cost -> cost.row().param(Params.BUSY_THREAD).isPresent())
        ? Optional.of(ROW.words(Params.PROFILE, "latencies", Figures.ABSENT))
        : Optional.empty();
  }

  private static Stream<ColumnOf<LockCost>> figures() {
    return Stream.of(
        figure(
            "cpuPerPrediction",
            "CPU per prediction, ms [95 % CI]",
            "ms",
            cost -> Cells.interval(cost.cpu())),
        figure("contention", "contention", "", (LockCost cost) -> Cells.share(cost.contention()))
            .whereMeasured(),
        figure("latency", "mean latency", "ms", cost -> Cells.measure(cost.latency(), " ms")),
        figure(
            "ceiling",
            "ceiling, predictions/s [95 % CI]",
            "1/s",
            cost -> Cells.interval(cost.ceiling())),
        figure(
            "usefulWorkers",
            "workers of use [95 % CI]",
            "",
            cost -> Cells.interval(cost.usefulWorkers())),
        text("note", "note", cost -> Notes.of(List.of(cost.row()), Stream.empty())));
  }
}
