package org.dspybench.compare.history;

import java.util.List;
import org.dspybench.compare.statistics.LogRatio;

/**
 * Runs between which nothing changed.
 *
 * @param points at least one
 * @param score the geometric mean of their scores, in the unit of the series, as a logarithm with
 *     the error of the mean
 */
public record Level(List<Point> points, LogRatio score) {

  /** Copies {@code points}. */
  public Level {
    points = List.copyOf(points);
  }

  static Level of(Subject subject, List<Point> points) {
    LogRatio cost = LogRatio.paired(points.stream().mapToDouble(Point::logCost).toArray());
    return new Level(points, subject.isRate() ? cost.inverse() : cost);
  }

  /** The first of them. */
  public Point first() {
    return points.get(0);
  }

  /** The last of them. */
  public Point last() {
    return points.get(points.size() - 1);
  }
}
