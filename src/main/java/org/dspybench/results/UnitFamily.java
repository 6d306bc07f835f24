package org.dspybench.results;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Units of JMH that are the same but for a factor. */
final class UnitFamily {

  /** Time that an operation takes, in milliseconds. */
  private static final Map<String, Double> TIMES =
      Map.of(
          "ns/op", 1e-6, "us/op", 1e-3, "ms/op", 1.0, "s/op", 1e3, "min/op", 6e4, "hr/op", 3.6e6,
          "day/op", 8.64e7);

  /** Operations in a span of time, for each second. */
  private static final Map<String, Double> RATES =
      Map.of(
          "ops/ns",
          1e9,
          "ops/us",
          1e6,
          "ops/ms",
          1e3,
          "ops/s",
          1.0,
          "ops/min",
          1 / 60.0,
          "ops/hr",
          1 / 3_600.0,
          "ops/day",
          1 / 86_400.0);

  private UnitFamily() {}

  /** What a value in the one unit is to be multiplied by; empty across families. */
  static OptionalDouble factor(String from, String to) {
    if (from.equals(to)) {
      return OptionalDouble.of(1);
    }
    for (Map<String, Double> family : List.of(TIMES, RATES)) {
      Double before = family.get(from);
      Double after = family.get(to);
      if (before != null && after != null) {
        return OptionalDouble.of(before / after);
      }
    }
    return OptionalDouble.empty();
  }
}
