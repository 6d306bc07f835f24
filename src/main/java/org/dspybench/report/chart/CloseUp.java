package org.dspybench.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.DoubleStream;
import org.dspybench.report.document.Chart.Point;

/**
 * Where an axis of values that differ little begins and ends: at round figures around them, and at
 * least a tenth of their middle away from it, so that a percent of noise does not look like much.
 */
public record CloseUp(double low, double high) {

  private static final double LEAST_REACH = 0.1;

  /** Room beyond the values. */
  private static final double ROOM = 1.1;

  private static final MathContext DIGITS = new MathContext(6);

  /** Of curves with at least one point above 0. */
  public static CloseUp of(List<Curve> curves) {
    DoubleSummaryStatistics range =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .flatMapToDouble(CloseUp::ends)
            .summaryStatistics();
    double middle = (range.getMin() + range.getMax()) / 2;
    double reach = Math.max(ROOM * (range.getMax() - range.getMin()) / 2, LEAST_REACH * middle);
    double step = Math.pow(10, Math.floor(Math.log10(reach)));
    return new CloseUp(
        rounded(Math.max(0, Math.floor((middle - reach) / step) * step)),
        rounded(Math.ceil((middle + reach) / step) * step));
  }

  private static DoubleStream ends(Point point) {
    return point.y().isBounded()
        ? DoubleStream.of(point.y().low(), point.y().high())
        : DoubleStream.of(point.y().value());
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
