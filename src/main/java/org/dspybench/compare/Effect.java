package org.dspybench.compare;

import java.util.Arrays;
import java.util.List;
import org.dspybench.compare.statistics.LogRatio;
import org.dspybench.compare.statistics.SignFlipTest;

/**
 * How much head costs of what base costs: a ratio, above 1 where head is slower.
 *
 * @param cost the ratio and its error
 * @param pOfSlower the one-sided p-value of head being slower
 * @param pOfFaster the one-sided p-value of head being faster
 * @param logRatios the logarithm of each pair's ratio; none where there are no pairs
 */
public record Effect(LogRatio cost, double pOfSlower, double pOfFaster, List<Double> logRatios) {

  /** Copies its parts. */
  public Effect {
    logRatios = List.copyOf(logRatios);
  }

  /**
   * Compares launches in pairs, whose order a coin decided, by a randomisation test.
   *
   * @param base logarithms of costs
   * @param head as many, each measured beside its counterpart
   */
  static Effect paired(double[] base, double[] head) {
    if (base.length != head.length) {
      throw new IllegalArgumentException(
          base.length + " launches of base are no pairs with " + head.length + " of head");
    }
    double[] differences = new double[base.length];
    double[] opposite = new double[base.length];
    for (int i = 0; i < base.length; i++) {
      differences[i] = head[i] - base[i];
      opposite[i] = base[i] - head[i];
    }
    return new Effect(
        LogRatio.paired(differences),
        SignFlipTest.pValueOfExcess(differences),
        SignFlipTest.pValueOfExcess(opposite),
        Arrays.stream(differences).boxed().toList());
  }

  /** Compares launches of the one side with those of the other, by Welch's test. */
  static Effect unpaired(double[] base, double[] head) {
    LogRatio cost = LogRatio.welch(base, head);
    return new Effect(cost, cost.pValueOfExcess(), cost.inverse().pValueOfExcess(), List.of());
  }
}
