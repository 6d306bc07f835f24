package org.dspybench.report.section;

import java.util.ArrayList;
import java.util.List;
import org.dspybench.compare.history.Level;
import org.dspybench.compare.history.Point;
import org.dspybench.compare.history.Series;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.speedup.Estimate;

/** The course of one benchmark as a picture. */
final class SeriesChart {

  private SeriesChart() {}

  static Chart of(Series series) {
    List<Chart.Series> curves = new ArrayList<>();
    boolean isRate = series.subject().isRate();
    curves.add(
        new Chart.Series(
            "a run",
            Kind.MEASURED,
            series.points().stream()
                .map(point -> point(point.run(), Estimate.unbounded(score(point, isRate))))
                .toList()));
    if (series.isLongEnough()) {
      curves.add(new Chart.Series("level", Kind.FITTED, steps(series)));
    }
    return new Chart.Lines(
        "course",
        series.changes().isEmpty() ? "Run by run" : "Run by run, and level by level",
        new Axis("run", Scale.LINEAR),
        new Axis(series.subject().unit(), Scale.CLOSE),
        curves);
  }

  private static double score(Point point, boolean isRate) {
    return Math.exp(isRate ? -point.logCost() : point.logCost());
  }

  /** The levels as steps, from one to the next half-way between their runs. */
  private static List<Chart.Point> steps(Series series) {
    List<Chart.Point> steps = new ArrayList<>();
    List<Level> levels = series.levels();
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      Estimate score = SeriesSection.estimate(level.score());
      double start = level.first().run();
      double end = level.last().run();
      steps.add(point(i == 0 ? start : between(levels.get(i - 1), level), score));
      steps.add(point(i == levels.size() - 1 ? end : between(level, levels.get(i + 1)), score));
    }
    return steps;
  }

  private static double between(Level before, Level after) {
    return (before.last().run() + after.first().run()) / 2.0;
  }

  private static Chart.Point point(double x, Estimate y) {
    return new Chart.Point(x, y);
  }
}
