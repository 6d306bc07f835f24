package org.dspybench.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.speedup.Estimate;

/**
 * A chart in words.
 *
 * @param reading what its marks stand for; for everybody
 * @param content what is to be seen in it; for who does not see it
 */
public record Caption(String reading, String content) {

  private static final MathContext DIGITS = new MathContext(3);

  /** The words for a chart. */
  public static Caption of(Chart chart) {
    if (chart instanceof Chart.HeatMap map) {
      return of(map);
    }
    if (chart instanceof Chart.Intervals intervals) {
      return of(intervals);
    }
    return of((Chart.Lines) chart);
  }

  private static Caption of(Chart.Lines chart) {
    List<Curve> curves = Curve.of(chart);
    List<String> content = new ArrayList<>();
    content.add("%s. %s, by %s.".formatted(chart.title(), named(chart.y()), named(chart.x())));
    curves.forEach(curve -> content.add(content(curve)));
    return new Caption(reading(chart, curves), String.join(" ", content));
  }

  private static String reading(Chart.Lines chart, List<Curve> curves) {
    List<String> reading = new ArrayList<>();
    if (curves.stream().anyMatch(c -> c.kind() == Kind.MEASURED && c.hasIntervals())) {
      reading.add("Points are measured, bars are their 95 % intervals.");
    } else if (has(curves, Kind.MEASURED)) {
      reading.add("Points are measured.");
    }
    if (has(curves, Kind.FITTED)) {
      reading.add("Lines without points are fitted.");
    }
    if (has(curves, Kind.BOUND)) {
      reading.add("Dashed lines are bounds.");
    }
    if (chart.y().scale() == Scale.CLOSE) {
      reading.add("The axis does not begin at 0.");
    }
    return String.join(" ", reading);
  }

  private static boolean has(List<Curve> curves, Kind kind) {
    return curves.stream().anyMatch(curve -> curve.kind() == kind);
  }

  private static String content(Curve curve) {
    List<Point> points = curve.points();
    if (points.isEmpty()) {
      return curve.name() + ": no points.";
    }
    Point first = points.get(0);
    Point last = points.get(points.size() - 1);
    Point highest =
        points.stream().max(Comparator.comparingDouble(point -> point.y().value())).orElse(last);
    return "%s: %s at %s, %s at %s, at most %s at %s."
        .formatted(
            curve.name(),
            rounded(first.y().value()),
            rounded(first.x()),
            rounded(last.y().value()),
            rounded(last.x()),
            rounded(highest.y().value()),
            rounded(highest.x()));
  }

  private static String named(Axis axis) {
    return switch (axis.scale()) {
      case LINEAR, CLOSE, PERCENTILE -> axis.title();
      case LOGARITHMIC -> axis.title() + " (logarithmic)";
    };
  }

  private static Caption of(Chart.HeatMap chart) {
    Comparator<Cell.Interval> byValue =
        Comparator.comparingDouble(figure -> figure.estimate().value());
    List<Cell.Interval> figures =
        chart.figures().stream().flatMap(List::stream).flatMap(Optional::stream).toList();
    String range =
        figures.isEmpty()
            ? "No figures."
            : "From %s to %s."
                .formatted(
                    figures.stream().min(byValue).orElseThrow().text(),
                    figures.stream().max(byValue).orElseThrow().text());
    return new Caption(
        "The darker, the greater.",
        "%s. %s, by %s and %s. %s"
            .formatted(chart.title(), chart.value(), chart.y(), chart.x(), range));
  }

  private static Caption of(Chart.Intervals chart) {
    String content =
        chart.ratios().stream()
            .map(ratio -> ratio.name() + ": " + rounded(ratio.estimate()))
            .collect(Collectors.joining("; "));
    return new Caption(
        "Points are estimates, bars their 95 % intervals; the shaded part does not matter.",
        "%s. %s. %s.".formatted(chart.title(), chart.value(), content));
  }

  private static String rounded(Estimate estimate) {
    return estimate.isBounded()
        ? "%s [%s, %s]"
            .formatted(rounded(estimate.value()), rounded(estimate.low()), rounded(estimate.high()))
        : rounded(estimate.value());
  }

  private static String rounded(double value) {
    return new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
  }
}
