package org.dspybench.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Scale;

/**
 * Where values stand along an axis: positions that are equally far apart look equally far apart.
 */
record Ruler(Scale scale) {

  private static final MathContext DIGITS = new MathContext(6);
  private static final double LOG_2 = Math.log(2);

  static Ruler of(Axis axis) {
    return new Ruler(axis.scale());
  }

  /** Whether the axis has a place for a value. */
  boolean holds(double value) {
    return switch (scale) {
      case LINEAR -> Double.isFinite(value);
      case LOGARITHMIC -> Double.isFinite(value) && value > 0;
      case PERCENTILE -> 0 <= value && value < 100;
    };
  }

  /** The doublings from 1 on a logarithmic axis, the nines on an axis of percentiles. */
  double position(double value) {
    return switch (scale) {
      case LINEAR -> value;
      case LOGARITHMIC -> Math.log(value) / LOG_2;
      case PERCENTILE -> -Math.log10(1 - value / 100);
    };
  }

  /** What stands at a position; empty between the places that a scale names. */
  String label(double position) {
    if (scale != Scale.LINEAR && Math.abs(position - Math.rint(position)) > 1e-9) {
      return "";
    }
    return switch (scale) {
      case LINEAR -> plain(position);
      case LOGARITHMIC -> plain(Math.pow(2, Math.rint(position)));
      case PERCENTILE -> plain(100 * (1 - Math.pow(10, -Math.rint(position))));
    };
  }

  private static String plain(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
