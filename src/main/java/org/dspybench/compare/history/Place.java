package org.dspybench.compare.history;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dspybench.compare.Conditions;

/**
 * The runs that were measured in the same place by the same means, and so can be compared.
 *
 * @param conditions what is the same in all of them
 * @param runs oldest first; the number of a point is the place of its run in here, from 1
 * @param series one for each benchmark: those of the newest run in its order, then those that it
 *     has no more
 */
public record Place(Conditions conditions, List<Origin> runs, List<Series> series) {

  /** Copies its parts. */
  public Place {
    runs = List.copyOf(runs);
    series = List.copyOf(series);
  }

  /** Of runs, oldest first. */
  static Place of(Conditions conditions, List<MeasuredRun> runs) {
    Set<Subject> subjects = new LinkedHashSet<>();
    for (int i = runs.size() - 1; i >= 0; i--) {
      subjects.addAll(runs.get(i).logCosts().keySet());
    }
    return new Place(
        conditions,
        runs.stream().map(MeasuredRun::origin).toList(),
        subjects.stream().map(subject -> Series.of(subject, points(subject, runs))).toList());
  }

  private static List<Point> points(Subject subject, List<MeasuredRun> runs) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      Map<Subject, Double> costs = runs.get(i).logCosts();
      if (costs.containsKey(subject)) {
        points.add(new Point(i + 1, runs.get(i).origin(), costs.get(subject)));
      }
    }
    return points;
  }

  Origin newest() {
    return runs.get(runs.size() - 1);
  }
}
