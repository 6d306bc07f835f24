package org.dspybench.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves, drawn by XChart. */
final class LinesPicture implements Picture {

  private static final Color GRID = new Color(0xe3e6ea);

  private static final int CLOSEST_TICKS = 50;

  private final XYChart chart;
  private final Ruler x;
  private final Ruler y;

  LinesPicture(Chart.Lines lines) {
    List<Curve> curves = Curve.of(lines).stream().filter(c -> !c.points().isEmpty()).toList();
    x = Ruler.of(lines.x(), curves, Point::x);
    y = Ruler.of(lines.y(), curves, point -> point.y().value());
    chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(lines.title())
            .xAxisTitle(lines.x().title())
            .yAxisTitle(lines.y().title())
            .build();
    style(chart.getStyler());
    chart.getStyler().setChartTitleFont(Picture.titleFont(lines.title()));
    // What is added first lies beneath.
    curves.stream().filter(Curve::hasIntervals).forEach(this::addIntervals);
    curves.forEach(this::addCurve);
    limitAxes(curves);
  }

  @Override
  public void paint(Graphics2D graphics) {
    chart.paint(graphics, WIDTH, HEIGHT);
  }

  private void style(XYStyler styler) {
    styler.setLocale(Locale.ROOT);
    styler.setBaseFont(new Font(FONT, Font.PLAIN, 13));
    styler.setLegendFont(new Font(FONT, Font.PLAIN, 13));
    styler.setAxisTitleFont(new Font(FONT, Font.PLAIN, 13));
    styler.setAxisTickLabelsFont(new Font(FONT, Font.PLAIN, 12));
    styler.setChartFontColor(INK);
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendBorderColor(Color.WHITE);
    styler.setMarkerSize(8);
    styler.setXAxisTickMarkSpacingHint(CLOSEST_TICKS);
    styler.setXAxisTickLabelsFormattingFunction(x::label);
    styler.setYAxisTickLabelsFormattingFunction(y::label);
  }

  /**
   * From one named place to another, and linear figures from 0: twice as much looks twice as much.
   */
  private void limitAxes(List<Curve> curves) {
    chart.getStyler().setAxisTicksVisible(!curves.isEmpty());
    if (!curves.isEmpty()) {
      limitX(chart.getStyler(), range(XYSeries::getXData));
      limitY(chart.getStyler(), curves);
    }
  }

  private void limitX(XYStyler styler, DoubleSummaryStatistics range) {
    if (x.scale() == Scale.LINEAR) {
      // Beyond the last point, or XChart puts a tick at each of points that are equally far apart.
      styler.setXAxisMax(1.001 * range.getMax());
    } else {
      styler.setXAxisMin(Math.floor(range.getMin()));
      styler.setXAxisMax(Math.ceil(range.getMax()));
      styler.setXAxisTickMarkSpacingHint(spacing(WIDTH, range));
    }
  }

  private void limitY(XYStyler styler, List<Curve> curves) {
    DoubleSummaryStatistics range = range(XYSeries::getYData);
    if (y.scale() == Scale.LINEAR) {
      styler.setYAxisMin(0.0);
    } else if (y.scale() == Scale.CLOSE) {
      CloseUp closeUp = CloseUp.of(curves);
      styler.setYAxisMin(closeUp.low());
      styler.setYAxisMax(closeUp.high());
    } else {
      styler.setYAxisMin(Math.floor(range.getMin()));
      styler.setYAxisMax(Math.ceil(range.getMax()));
      styler.setYAxisTickMarkSpacingHint(spacing(2 * HEIGHT / 3, range));
    }
  }

  /** So wide that XChart, which rounds down, leaves no tick between two named places. */
  private static int spacing(int length, DoubleSummaryStatistics range) {
    double places = Math.max(1, Math.ceil(range.getMax()) - Math.floor(range.getMin()));
    return (int) Math.max(CLOSEST_TICKS, .8 * length / places);
  }

  private DoubleSummaryStatistics range(Function<XYSeries, double[]> coordinates) {
    return chart.getSeriesCollection().stream()
        .map(coordinates)
        .flatMapToDouble(DoubleStream::of)
        .filter(Double::isFinite)
        .summaryStatistics();
  }

  private void addCurve(Curve curve) {
    Pen pen = Pen.of(curve);
    XYSeries series =
        add(curve.points().stream().map(point -> place(point, point.y().value())).toList());
    series.setLabel(curve.name());
    series.setMarker(pen.marker());
    series.setMarkerColor(pen.color());
    series.setLineColor(pen.color());
    series.setLineStyle(pen.line());
  }

  /** A bar at each measured point; a band around other curves. */
  private void addIntervals(Curve curve) {
    Pen pen = Pen.of(curve);
    List<Point> points = curve.points().stream().filter(point -> point.y().isBounded()).toList();
    boolean hasBars = curve.kind() == Kind.MEASURED;
    XYSeries series = add(hasBars ? bars(points) : outline(points));
    series.setShowInLegend(false);
    series.setMarker(SeriesMarkers.NONE);
    if (hasBars) {
      series.setLineColor(pen.color());
      series.setLineStyle(Pen.THIN);
    } else {
      series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
      series.setFillColor(pen.faint());
      series.setLineStyle(SeriesLines.NONE);
    }
  }

  private List<Place> bars(List<Point> points) {
    List<Place> bars = new ArrayList<>();
    for (Point point : points) {
      bars.add(place(point, point.y().low()));
      bars.add(place(point, point.y().high()));
      bars.add(new Place(x.position(point.x()), Double.NaN)); // lifts the pen
    }
    return bars;
  }

  private List<Place> outline(List<Point> points) {
    List<Place> outline = new ArrayList<>();
    points.forEach(point -> outline.add(place(point, point.y().high())));
    points.forEach(point -> outline.add(points.size(), place(point, point.y().low())));
    return outline;
  }

  private Place place(Point point, double value) {
    return new Place(x.position(point.x()), y.position(value));
  }

  /** Under a name of its own, for two curves may bear the same. */
  private XYSeries add(List<Place> places) {
    return chart.addSeries(
        "series " + chart.getSeriesCollection().size(),
        places.stream().mapToDouble(Place::x).toArray(),
        places.stream().mapToDouble(Place::y).toArray());
  }

  private record Place(double x, double y) {}
}
