package org.dspybench.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;

/**
 * Where values stand along an axis: positions that are equally far apart look equally far apart.
 *
 * @param base of a logarithmic scale: from one named place to the next a value grows so many times
 */
public record Ruler(Scale scale, int base) {

  private static final MathContext DIGITS = new MathContext(6);

  /** Over more than this, doublings are too many to be read. */
  private static final double WIDE = 1000;

  /**
   * The ruler along an axis of some curves.
   *
   * @param coordinate that of a point along this axis
   */
  public static Ruler of(Axis axis, List<Curve> curves, ToDoubleFunction<Point> coordinate) {
    DoubleSummaryStatistics range =
        curves.stream()
            .flatMap(curve -> curve.points().stream())
            .mapToDouble(coordinate)
            .summaryStatistics();
    boolean isWide = range.getMax() > WIDE * range.getMin();
    return new Ruler(axis.scale(), axis.scale() == Scale.PERCENTILE || isWide ? 10 : 2);
  }

  /** Whether a scale has a place for a value. */
  static boolean holds(Scale scale, double value) {
    return switch (scale) {
      case LINEAR, CLOSE -> Double.isFinite(value);
      case LOGARITHMIC -> Double.isFinite(value) && value > 0;
      case PERCENTILE -> 0 <= value && value < 100;
    };
  }

  /** Powers of the base on a logarithmic axis, nines on an axis of percentiles. */
  double position(double value) {
    return switch (scale) {
      case LINEAR, CLOSE -> value;
      case LOGARITHMIC -> Math.log10(value) / Math.log10(base);
      case PERCENTILE -> -Math.log10(1 - value / 100);
    };
  }

  /** What stands at a position; empty between the places that a scale names. */
  String label(double position) {
    boolean namesAll = scale == Scale.LINEAR || scale == Scale.CLOSE;
    if (!namesAll && Math.abs(position - Math.rint(position)) > 1e-9) {
      return "";
    }
    return switch (scale) {
      case LINEAR, CLOSE -> plain(position);
      case LOGARITHMIC -> plain(Math.pow(base, Math.rint(position)));
      case PERCENTILE -> plain(100 * (1 - Math.pow(10, -Math.rint(position))));
    };
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
