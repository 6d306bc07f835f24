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
    boolean usable = millis.get().values().allMatch(time -> time > 0 && Double.isFinite(time));
    return usable
        ? Optional.empty()
        : Optional.of(row.method() + " has a time that is not positive");
  }

  /** For each fork the times of its iterations, in milliseconds per operation. */
  static List<List<Double>> of(ResultRow row) {
    return row.millisPerOperation().orElseThrow().forks();
  }

  /** The time of an operation in milliseconds, absent where {@link #whyNone} tells why. */
  static Optional<Estimate> estimate(ResultRow row) {
    return whyNone(row).isPresent()
        ? Optional.empty()
        : Optional.of(Bootstrap.geometricMean(of(row)));
  }
}
