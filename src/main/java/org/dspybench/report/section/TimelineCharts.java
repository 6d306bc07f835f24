package org.dspybench.report.section;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.report.document.Chart.Series;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Timeline;
import org.dspybench.speedup.Timing;

/** The course of batches: calls in flight, and answers that said 429. */
final class TimelineCharts {

  private static final double MILLIS_PER_SECOND = 1_000;

  private final List<Timing> timings;
  private final Function<Timing, String> name;

  /** Of these rows, each a curve of that name. */
  TimelineCharts(List<Timing> timings, Function<Timing, String> name) {
    this.timings = timings;
    this.name = name;
  }

  /**
   * The charts that have anything to show.
   *
   * @param suffix tells their ids from those of the same section's other courses
   * @param of what the batches have in common, for the titles
   */
  List<Chart> all(String suffix, String of) {
    return Stream.of(
            chart("in-flight" + suffix, "Calls in flight" + of, "calls", Timeline::inFlight),
            chart(
                "rate-limited" + suffix,
                "Answers that said 429" + of,
                "answers per second",
                Timeline::rateLimited))
        .flatMap(Function.identity())
        .toList();
  }

  private Stream<Chart> chart(
      String id, String title, String axis, Function<Timeline, List<Double>> figure) {
    List<Series> series = timings.stream().flatMap(timing -> series(timing, figure)).toList();
    boolean flat =
        series.stream()
            .flatMap(curve -> curve.points().stream())
            .allMatch(point -> point.y().value() == 0);
    return flat
        ? Stream.empty()
        : Stream.of(
            new Chart.Lines(
                id,
                title,
                new Axis("time since the first call, s", Scale.LINEAR),
                new Axis(axis, Scale.LINEAR),
                series));
  }

  private Stream<Series> series(Timing timing, Function<Timeline, List<Double>> figure) {
    return Timeline.of(timing.row())
        .map(figure)
        .flatMap(values -> timing.millis().map(time -> points(values, time)))
        .map(points -> new Series(name.apply(timing), Kind.MEASURED, points))
        .stream();
  }

  /** Each value stands in the middle of its slot. */
  private static List<Point> points(List<Double> values, Estimate millis) {
    double slot = millis.value() / MILLIS_PER_SECOND / values.size();
    return IntStream.range(0, values.size())
        .mapToObj(i -> new Point((i + 0.5) * slot, Estimate.unbounded(values.get(i))))
        .toList();
  }
}
