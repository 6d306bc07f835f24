package org.dspybench.report.section;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.report.document.Chart.Series;
import org.dspybench.results.Measure;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Ladder;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Timing;
import org.dspybench.speedup.law.LadderAnalysis;
import org.dspybench.speedup.law.ScalabilityLaw;
import org.dspybench.speedup.lock.LockCost;

/** Throughput against workers: what was measured, the law, and what is possible at most. */
final class ThroughputChart {

  /** Points enough that straight pieces between them look like a curve. */
  private static final int PIECES = 48;

  private final List<Timing> timings;
  private final double fewest;
  private final double most;

  /** Of rows that differ in their worker count alone. */
  private ThroughputChart(List<Timing> timings) {
    this.timings = timings;
    this.fewest = timings.stream().mapToDouble(ThroughputChart::workers).min().orElse(1);
    this.most = timings.stream().mapToDouble(ThroughputChart::workers).max().orElse(1);
  }

  /**
   * The chart; absent where no row has a throughput.
   *
   * @param cost by the row from which the ceiling of the interpreter lock is reckoned
   */
  static Optional<Chart> of(
      List<Timing> rows, Optional<LadderAnalysis> analysis, Optional<LockCost> cost) {
    List<Timing> timings =
        rows.stream()
            .filter(timing -> Params.number(timing.row(), Params.WORKERS).isPresent())
            .filter(timing -> timing.perSecond().isPresent())
            .toList();
    return timings.isEmpty()
        ? Optional.empty()
        : Optional.of(new ThroughputChart(timings).chart(analysis, cost));
  }

  private Chart chart(Optional<LadderAnalysis> analysis, Optional<LockCost> cost) {
    Stream<Series> reckoned =
        Stream.of(
                analysis.map(found -> law(found.law())),
                possible("ideal schedule", Measure.IDEAL_MAKESPAN),
                possible("bound of any schedule", Measure.IDEAL_BOUND),
                cost.map(this::ceiling))
            .flatMap(Optional::stream);
    return new Chart.Lines(
        "throughput",
        "Throughput by workers",
        new Axis("workers", Scale.LOGARITHMIC),
        new Axis("questions per second", Scale.LINEAR),
        Stream.concat(Stream.of(measured()), reckoned).toList());
  }

  private Series measured() {
    return new Series(
        "measured", Kind.MEASURED, points(timing -> timing.perSecond().orElseThrow()));
  }

  private Optional<Series> possible(String name, Measure best) {
    return timings.stream().allMatch(row -> Ladder.perSecond(row.row(), best).isPresent())
        ? Optional.of(
            new Series(
                name,
                Kind.BOUND,
                points(
                    timing ->
                        Estimate.unbounded(Ladder.perSecond(timing.row(), best).orElseThrow()))))
        : Optional.empty();
  }

  private Series law(ScalabilityLaw law) {
    List<Point> points =
        IntStream.rangeClosed(0, PIECES)
            .mapToDouble(i -> fewest * StrictMath.pow(most / fewest, (double) i / PIECES))
            .mapToObj(workers -> new Point(workers, Estimate.unbounded(law.throughput(workers))))
            .toList();
    return new Series("scalability law", Kind.FITTED, points);
  }

  private Series ceiling(LockCost cost) {
    return new Series(
        "ceiling of the interpreter lock",
        Kind.BOUND,
        List.of(new Point(fewest, cost.ceiling()), new Point(most, cost.ceiling())));
  }

  private List<Point> points(Function<Timing, Estimate> figure) {
    return timings.stream()
        .map(timing -> new Point(workers(timing), figure.apply(timing)))
        .toList();
  }

  private static double workers(Timing timing) {
    OptionalInt workers = Params.number(timing.row(), Params.WORKERS);
    return workers.orElseThrow();
  }
}
