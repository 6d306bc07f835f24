package org.dspybench.compare.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dspybench.compare.statistics.ChangePoint;
import org.dspybench.compare.statistics.EDivisive;
import org.dspybench.compare.statistics.LogRatio;

/**
 * The course of one benchmark at one place.
 *
 * @param subject what it is of
 * @param points one for each run that measured it, oldest first; at least one
 * @param levels from change to change, oldest first; one where nothing changed
 * @param changes between each level and the next
 */
public record Series(
    Subject subject, List<Point> points, List<Level> levels, List<Change> changes) {

  /** In fewer runs no change is looked for: nearly any order of them could be chance. */
  public static final int LEAST_RUNS = 10;

  /** Copies its parts. */
  public Series {
    points = List.copyOf(points);
    levels = List.copyOf(levels);
    changes = List.copyOf(changes);
  }

  static Series of(Subject subject, List<Point> points) {
    double[] costs = points.stream().mapToDouble(Point::logCost).toArray();
    List<ChangePoint> found =
        costs.length < LEAST_RUNS
            ? List.of()
            : EDivisive.STANDARD.changes(costs).stream()
                .sorted(Comparator.comparingInt(ChangePoint::index))
                .toList();
    List<Level> levels = new ArrayList<>();
    int start = 0;
    for (ChangePoint change : found) {
      levels.add(Level.of(subject, points.subList(start, change.index())));
      start = change.index();
    }
    levels.add(Level.of(subject, points.subList(start, points.size())));
    List<Change> changes = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Level after = levels.get(i + 1);
      LogRatio cost = LogRatio.welch(costs(levels.get(i)), costs(after));
      changes.add(new Change(after.first(), cost, found.get(i).pValue()));
    }
    return new Series(subject, points, levels, changes);
  }

  private static double[] costs(Level level) {
    return level.points().stream().mapToDouble(Point::logCost).toArray();
  }

  /** Whether there are enough runs for changes to be looked for. */
  public boolean isLongEnough() {
    return points.size() >= LEAST_RUNS;
  }
}
