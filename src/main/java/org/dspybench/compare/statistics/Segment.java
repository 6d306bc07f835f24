package org.dspybench.compare.statistics;

import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values of a series, one after the other, and the best place to divide them. */
final class Segment {

  private final int start;
  private final double[] values;
  private final @Nullable Division division;

  /**
   * Of some values of a series.
   *
   * @param start the index of the first
   */
  Segment(int start, double[] values) {
    this.start = start;
    this.values = values;
    this.division = Division.best(values).orElse(null);
  }

  /** How far apart the two sides of the best division are; nothing where there is none. */
  double divergence() {
    return division == null ? Double.NEGATIVE_INFINITY : division.divergence();
  }

  /** Whether there are enough values for two sides. */
  boolean isDivisible() {
    return division != null;
  }

  /** The index, in the series, of the first value after the best division. */
  int place() {
    if (division == null) {
      throw new IllegalStateException("a segment of " + values.length + " has no two sides");
    }
    return start + division.index();
  }

  /** What is before that place. */
  Segment before() {
    return new Segment(start, Arrays.copyOfRange(values, 0, place() - start));
  }

  /** What is at that place and after it. */
  Segment after() {
    return new Segment(place(), Arrays.copyOfRange(values, place() - start, values.length));
  }

  /** The same values in any order. */
  Segment shuffled(Random random) {
    double[] shuffled = values.clone();
    for (int last = shuffled.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      double value = shuffled[last];
      shuffled[last] = shuffled[other];
      shuffled[other] = value;
    }
    return new Segment(start, shuffled);
  }
}
