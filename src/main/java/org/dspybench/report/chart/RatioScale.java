package org.dspybench.report.chart;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.dspybench.report.document.Chart;
import org.dspybench.speedup.Estimate;

/**
 * Where ratios stand between 0 and 100: logarithmic, with 1 in the middle, so that twice and half
 * are equally far from it.
 *
 * @param reach the logarithm of the ratio at 100
 */
public record RatioScale(double reach) {

  /** Room beyond the last end of an interval. */
  private static final double ROOM = 1.05;

  /** Ratios beyond this say nothing by their length. */
  private static final double FARTHEST = Math.log(100);

  /** The scale that has room for all of a chart, and for its margin twice. */
  public static RatioScale of(Chart.Intervals chart) {
    DoubleSummaryStatistics range =
        chart.ratios().stream()
            .map(Chart.Ratio::estimate)
            .flatMapToDouble(RatioScale::ends)
            .map(ratio -> Math.abs(Math.log(ratio)))
            .filter(Double::isFinite)
            .summaryStatistics();
    double least = 2 * Math.log1p(Math.max(chart.margin(), 0.001));
    return new RatioScale(ROOM * Math.max(least, Math.min(range.getMax(), FARTHEST)));
  }

  private static DoubleStream ends(Estimate estimate) {
    return estimate.isBounded()
        ? DoubleStream.of(estimate.low(), estimate.high())
        : DoubleStream.of(estimate.value());
  }

  /** Where a ratio stands; what is beyond an end, at the end. */
  public double position(double ratio) {
    double place = 50 + 50 * Math.log(ratio) / reach;
    return Math.max(0, Math.min(100, place));
  }

  /** The ratios at both ends, the margin's, and 1: what an axis has names for. */
  public List<Double> ticks(double margin) {
    double end = Math.exp(reach / ROOM);
    return margin > 0
        ? List.of(1 / end, 1 / (1 + margin), 1.0, 1 + margin, end)
        : List.of(1 / end, 1.0, end);
  }

  /** A ratio as an axis names it. */
  public static String label(double ratio) {
    return String.format(Locale.ROOT, ratio < 10 ? "%.2f" : "%.0f", ratio);
  }
}
