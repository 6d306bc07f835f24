package org.dspybench.report.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.Chart;

/** Charts in JSON: what they show, not how. */
final class ChartJson {

  private ChartJson() {}

  static void put(Chart chart, ObjectNode json) {
    json.put("id", chart.id()).put("title", chart.title());
    if (chart instanceof Chart.Lines lines) {
      putLines(lines, json);
    } else if (chart instanceof Chart.HeatMap map) {
      putHeatMap(map, json);
    } else if (chart instanceof Chart.Intervals intervals) {
      putIntervals(intervals, json);
    }
  }

  private static void putLines(Chart.Lines lines, ObjectNode json) {
    put(lines.x(), json.putObject("x"));
    put(lines.y(), json.putObject("y"));
    ArrayNode all = json.putArray("series");
    for (Chart.Series series : lines.series()) {
      ObjectNode one = all.addObject().put("name", series.name()).put("kind", word(series.kind()));
      ArrayNode points = one.putArray("points");
      series
          .points()
          .forEach(point -> FigureJson.put(point.y(), points.addObject().put("x", point.x())));
    }
  }

  private static void put(Chart.Axis axis, ObjectNode json) {
    json.put("title", axis.title()).put("scale", word(axis.scale()));
  }

  private static void putHeatMap(Chart.HeatMap map, ObjectNode json) {
    json.putObject("x").put("title", map.x());
    json.putObject("y").put("title", map.y());
    json.put("value", map.value());
    map.columns().forEach(json.putArray("columns")::add);
    map.rows().forEach(json.putArray("rows")::add);
    ArrayNode figures = json.putArray("figures");
    for (List<Optional<Cell.Interval>> row : map.figures()) {
      ArrayNode cells = figures.addArray();
      row.forEach(
          cell ->
              cell.ifPresentOrElse(
                  figure -> FigureJson.put(figure, cells.addObject()), cells::addNull));
    }
  }

  private static void putIntervals(Chart.Intervals intervals, ObjectNode json) {
    json.put("value", intervals.value()).put("margin", intervals.margin());
    ArrayNode ratios = json.putArray("ratios");
    intervals
        .ratios()
        .forEach(
            ratio ->
                FigureJson.put(ratio.estimate(), ratios.addObject().put("name", ratio.name())));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
