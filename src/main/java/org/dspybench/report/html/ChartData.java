package org.dspybench.report.html;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.dspybench.report.chart.CloseUp;
import org.dspybench.report.chart.Curve;
import org.dspybench.report.chart.Ruler;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;

/** The curves of the page's charts as JSON, for its script. */
final class ChartData {

  private ChartData() {}

  /** A chart as the script reads it; it has a name of its own for each part of this record. */
  private record Lines(Ax x, Ax y, List<Line> curves) {}

  /**
   * An axis.
   *
   * @param ends where it begins and ends; empty where the script decides
   */
  private record Ax(String title, Scale scale, int base, List<Double> ends) {}

  /**
   * A curve.
   *
   * @param points x and y of each, and the ends of the interval where there is one
   */
  private record Line(
      String name,
      Kind kind,
      int number,
      String mark,
      boolean isJoined,
      List<List<Double>> points) {}

  /** The charts by their anchors. */
  static String json(Document document) {
    Map<String, Lines> charts = new LinkedHashMap<>();
    for (int number = 0; number < document.chapters().size(); number++) {
      Chapter chapter = document.chapters().get(number);
      for (Section section : chapter.sections()) {
        for (Chart chart : section.charts()) {
          if (chart instanceof Chart.Lines lines && Curve.anyIn(lines)) {
            charts.put(Anchor.of(number, section, chart), lines(lines));
          }
        }
      }
    }
    return inScript(charts);
  }

  private static Lines lines(Chart.Lines chart) {
    List<Curve> curves = Curve.of(chart);
    return new Lines(
        axis(chart.x(), Ruler.of(chart.x(), curves, Point::x), List.of()),
        axis(
            chart.y(),
            Ruler.of(chart.y(), curves, point -> point.y().value()),
            chart.y().scale() == Scale.CLOSE ? ends(CloseUp.of(curves)) : List.of()),
        curves.stream().map(ChartData::line).toList());
  }

  private static Ax axis(Axis axis, Ruler ruler, List<Double> ends) {
    return new Ax(axis.title(), ruler.scale(), ruler.base(), ends);
  }

  private static List<Double> ends(CloseUp closeUp) {
    return List.of(closeUp.low(), closeUp.high());
  }

  private static Line line(Curve curve) {
    return new Line(
        curve.name(),
        curve.kind(),
        curve.number(),
        Mark.of(curve).path(),
        curve.isJoined(),
        curve.points().stream().map(ChartData::point).toList());
  }

  private static List<Double> point(Point point) {
    DoubleStream place = DoubleStream.of(point.x(), point.y().value());
    return (point.y().isBounded()
            ? DoubleStream.concat(place, DoubleStream.of(point.y().low(), point.y().high()))
            : place)
        .boxed()
        .toList();
  }

  /** In JSON {@code <} stands within texts alone; written so, no text ends the script element. */
  private static String inScript(Map<String, Lines> charts) {
    try {
      return JsonMapper.builder().build().writeValueAsString(charts).replace("<", "\\u003c");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of texts and numbers", e);
    }
  }
}
