package org.dspybench.compare.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Holm's correction for many tests: the probability of any false alarm among them stays at the
 * level at which the adjusted p-values are judged, however the tests depend on each other (S. Holm,
 * A Simple Sequentially Rejective Multiple Test Procedure, 1979).
 */
public final class Holm {

  private Holm() {}

  /** The adjusted p-values, in the order of the given ones. */
  public static double[] adjusted(double[] pValues) {
    int[] ascending =
        IntStream.range(0, pValues.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> pValues[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double[] adjusted = new double[pValues.length];
    double highest = 0;
    for (int rank = 0; rank < ascending.length; rank++) {
      double corrected = Math.min(1, (ascending.length - rank) * pValues[ascending[rank]]);
      highest = Math.max(highest, corrected);
      adjusted[ascending[rank]] = highest;
    }
    return adjusted;
  }
}
