package org.dspybench.report.chart;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.Chart;

/**
 * How dark the figures of a heat map are: of {@value #COUNT} shades, the lightest is the least
 * figure's and the darkest the greatest's.
 */
public final class Shade {

  /** How many there are. */
  public static final int COUNT = 7;

  private final double least;
  private final double step;

  private Shade(double least, double greatest) {
    this.least = least;
    this.step = (greatest - least) / COUNT;
  }

  /** The shades of the figures of a chart. */
  public static Shade of(Chart.HeatMap chart) {
    DoubleSummaryStatistics range =
        chart.figures().stream()
            .flatMap(List::stream)
            .flatMap(Optional::stream)
            .mapToDouble(figure -> figure.estimate().value())
            .filter(Double::isFinite)
            .summaryStatistics();
    return new Shade(range.getMin(), range.getMax());
  }

  /** From 0, the lightest, to {@link #COUNT} − 1; 0 where all figures are equal. */
  public int of(Cell.Interval figure) {
    double steps = step > 0 ? (figure.estimate().value() - least) / step : 0;
    return (int) Math.max(0, Math.min(COUNT - 1, steps));
  }
}
