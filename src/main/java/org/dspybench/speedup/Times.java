package org.dspybench.speedup;

import java.util.List;
import java.util.Optional;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;

/** The measured times of a row, where they can be reckoned with. */
final class Times {

  private Times() {}

  /** Why a row has no times to reckon with, in words; absent where it has. */
  static Optional<String> whyNone(ResultRow row) {
    Optional<Metric> millis = row.millisPerOperation();
    if (millis.isEmpty()) {
      return Optional.of(
          row.method() + " is in " + row.primary().unit() + ", not in time per operation");
    }
    List<List<Double>> forks = millis.get().forks();
    if (forks.isEmpty() || forks.stream().anyMatch(List::isEmpty)) {
      return Optional.of(row.method() + " has no raw data");
    }
    return isPositive(millis.get())
        ? Optional.empty()
        : Optional.of(row.method() + " has a time that is not positive");
  }

  /** Whether something is measured in each fork, and all of it is above zero. */
  static boolean isUsable(Metric metric) {
    return !metric.forks().isEmpty()
        && metric.forks().stream().noneMatch(List::isEmpty)
        && isPositive(metric);
  }

  private static boolean isPositive(Metric metric) {
    return metric.values().allMatch(value -> value > 0 && Double.isFinite(value));
  }

  /** For each fork the times of its iterations, in milliseconds per operation. */
  static List<List<Double>> of(ResultRow row) {
    return row.millisPerOperation().orElseThrow().forks();
  }
}
