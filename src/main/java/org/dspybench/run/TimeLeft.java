package org.dspybench.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long the launches that are left will take: each as long as the same cell took on average or,
 * for a cell that was not yet measured, as long as launches took on average. Before the first one
 * has ended it is what the preset says, shared out among all launches.
 */
final class TimeLeft {

  private final Duration promisedForEach;
  private final Map<Cell, Launches> byCell = new HashMap<>();
  private Launches all = Launches.NONE;

  private record Launches(int count, Duration time) {

    static final Launches NONE = new Launches(0, Duration.ZERO);

    Launches and(Duration took) {
      return new Launches(count + 1, time.plus(took));
    }

    Duration mean() {
      return time.dividedBy(count);
    }
  }

  TimeLeft(Duration promised, int launches) {
    this.promisedForEach = promised.dividedBy(Math.max(1, launches));
  }

  void ended(Cell cell, Duration took) {
    byCell.put(cell, byCell.getOrDefault(cell, Launches.NONE).and(took));
    all = all.and(took);
  }

  Duration of(List<Cell> left) {
    return left.stream().map(this::expected).reduce(Duration.ZERO, Duration::plus);
  }

  private Duration expected(Cell cell) {
    Launches ofCell = byCell.getOrDefault(cell, all);
    return ofCell.equals(Launches.NONE) ? promisedForEach : ofCell.mean();
  }
}
