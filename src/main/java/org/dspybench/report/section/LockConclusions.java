package org.dspybench.report.section;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Summary;
import org.dspybench.speedup.lock.BusyNeighbour;
import org.dspybench.speedup.lock.CeilingCheck;
import org.dspybench.speedup.lock.LockCost;

/** What follows from the cost of a prediction under the lock, and whether it was seen. */
final class LockConclusions {

  /** Cores that are busier have nothing to give: the rest is lost at each change of threads. */
  private static final double FULL_PERCENT = 90;

  private final List<ResultRow> all;

  /** Of a run whose rows these are. */
  LockConclusions(List<ResultRow> all) {
    this.all = all;
  }

  List<String> of(List<LockCost> costs) {
    return Stream.of(
            costs.stream().filter(cost -> !isBeside(cost)).map(this::ceiling),
            costs.stream().filter(cost -> !isBeside(cost)).flatMap(cost -> workers(cost).stream()),
            BusyNeighbour.of(all).stream().flatMap(pair -> neighbour(pair).stream()))
        .flatMap(sentences -> sentences)
        .distinct()
        .toList();
  }

  /** With a busy neighbour the lock or the core is another's too. */
  private static boolean isBeside(LockCost cost) {
    return cost.row().param(Params.BUSY_THREAD).isPresent();
  }

  private String ceiling(LockCost cost) {
    String seen =
        CeilingCheck.of(cost, concurrent(like(cost, Kind.CEILING)))
            .map(
                check ->
                    "measured at zero latency: at most %s, %s of it, which %s it to within %s %%%s"
                        .formatted(
                            Figures.withInterval(check.highest(), ""),
                            percent(check.share()),
                            check.holds() ? "confirms" : "does not confirm",
                            Math.round(100 * CeilingCheck.TOLERANCE),
                            cause(check)))
            .orElse("not checked: no run at zero latency stands in this file");
    return "Ceiling by the CPU time with %s (%s): %s predictions/s; %s."
        .formatted(
            workers(cost.row()),
            CeilingSections.way(cost.row()),
            Figures.withInterval(cost.ceiling(), ""),
            seen);
  }

  /** Why less was reached, where it shows. */
  private static String cause(CeilingCheck check) {
    OptionalDouble busy = Summary.median(check.fastest(), Measure.CPU_BUSY);
    return !check.holds() && check.share() < 1 && busy.orElse(0) >= FULL_PERCENT
        ? ": all cores were %s busy, the simulator with them, and were full before the lock was"
            .formatted(Figures.measure(busy, " %"))
        : "";
  }

  private static String workers(ResultRow row) {
    String count = Cells.param(Params.WORKERS).apply(row).text();
    return count + (count.equals("1") ? " worker" : " workers");
  }

  private Optional<String> workers(LockCost cost) {
    return cost.usefulWorkers()
        .map(
            workers ->
                "More than %s workers cannot help (%s); %s."
                    .formatted(
                        Figures.withInterval(workers, ""),
                        CeilingSections.way(cost.row()),
                        seenWith(cost, workers)));
  }

  private String seenWith(LockCost cost, Estimate workers) {
    List<ResultRow> asMany =
        like(cost, Kind.LADDER).stream()
            .filter(row -> Params.number(row, Params.WORKERS).orElse(0) >= workers.low())
            .toList();
    return CeilingCheck.of(cost, asMany)
        .map(
            check ->
                "measured with %s: %s questions/s, %s of the ceiling"
                    .formatted(
                        Cells.param(Params.WORKERS).apply(check.fastest()).text(),
                        Figures.withInterval(check.highest(), ""),
                        percent(check.share())))
        .orElse("not checked: no run has as many");
  }

  /** Rows of a kind that were measured in the same way. */
  private List<ResultRow> like(LockCost cost, Kind kind) {
    return all.stream()
        .filter(row -> Kind.of(row) == kind)
        .filter(row -> same(cost.row(), row, Params.TRANSPORT, ""))
        .filter(row -> same(cost.row(), row, Params.STRATEGY, CeilingSections.DEFAULT_STRATEGY))
        .filter(row -> same(cost.row(), row, Params.TRIMS, CeilingSections.NO_TRIMS))
        .toList();
  }

  /**
   * A lone worker never changes places with another, which costs CPU time: it has no such ceiling.
   */
  private static List<ResultRow> concurrent(List<ResultRow> rows) {
    return rows.stream().filter(row -> Params.number(row, Params.WORKERS).orElse(0) > 1).toList();
  }

  private static boolean same(ResultRow one, ResultRow other, String param, String otherwise) {
    return one.param(param).orElse(otherwise).equals(other.param(param).orElse(otherwise));
  }

  private static Optional<String> neighbour(BusyNeighbour pair) {
    OptionalDouble added = pair.addedMillis(Measure.LATENCY_P99);
    return added.isPresent()
        ? Optional.of(
            "A Python thread that computes beside %s workers adds %s at p99 over a Java thread that does%s."
                .formatted(
                    Cells.param(Params.WORKERS).apply(pair.python()).text(),
                    Figures.measure(added, " ms"),
                    circumstances(pair.python())))
        : Optional.empty();
  }

  private static String circumstances(ResultRow row) {
    String named =
        Stream.of(
                row.param(LockSections.SWITCH_MILLIS).map("switch interval: "::concat),
                row.param(Params.PROFILE).map("latencies: "::concat))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
    return named.isEmpty() ? "" : " (" + named + ")";
  }

  private static String percent(double share) {
    return Figures.measure(OptionalDouble.of(100 * share), " %");
  }
}
