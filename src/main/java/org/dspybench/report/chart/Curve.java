package org.dspybench.report.chart;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.report.document.Chart.Series;
import org.dspybench.speedup.Estimate;

/**
 * A curve as it can be drawn: what its axes have no place for is left out.
 *
 * @param number how many curves of the same kind stand before it. The second fitted curve is that
 *     of the second measured one, and has its colour.
 * @param isJoined whether a line joins the points. Measured points are not joined where a fitted
 *     curve runs through them.
 * @param points by rising x; an interval that reaches beyond the axis is none
 */
public record Curve(String name, Kind kind, int number, boolean isJoined, List<Point> points) {

  /** The curves of a chart, in its order. */
  public static List<Curve> of(Chart.Lines chart) {
    Map<Kind, Integer> seen = new EnumMap<>(Kind.class);
    long fitted = chart.series().stream().filter(s -> s.kind() == Kind.FITTED).count();
    List<Curve> curves = new ArrayList<>();
    for (Series series : chart.series()) {
      int number = seen.merge(series.kind(), 1, Integer::sum) - 1;
      boolean isJoined = series.kind() != Kind.MEASURED || number >= fitted;
      List<Point> points =
          series.points().stream().flatMap(point -> drawable(chart, point).stream()).toList();
      curves.add(new Curve(series.name(), series.kind(), number, isJoined, points));
    }
    return List.copyOf(curves);
  }

  /** Whether there is anything to draw. */
  public static boolean anyIn(Chart.Lines chart) {
    return of(chart).stream().anyMatch(curve -> !curve.points().isEmpty());
  }

  /** Whether a point of it has an interval. */
  public boolean hasIntervals() {
    return points.stream().anyMatch(point -> point.y().isBounded());
  }

  private static Optional<Point> drawable(Chart.Lines chart, Point point) {
    Scale y = chart.y().scale();
    Estimate estimate = point.y();
    if (!Ruler.holds(chart.x().scale(), point.x()) || !Ruler.holds(y, estimate.value())) {
      return Optional.empty();
    }
    return Optional.of(
        estimate.isBounded() && !Ruler.holds(y, estimate.low())
            ? new Point(point.x(), new Estimate(estimate.value(), 0, Double.POSITIVE_INFINITY))
            : point);
  }
}
