package org.dspybench.compare;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.compare.statistics.LogRatio;
import org.dspybench.compare.statistics.SignFlipTest;

/**
 * The first of two stages: a few pairs of everything tell what is worth fresh pairs, by which alone
 * it is then judged. What the screening settles can raise no false alarm, and those of the rest are
 * counted over fewer.
 *
 * <p>Worth it is what may have become slower: by half the threshold, at a p of one in five; and
 * what seems to have become faster: by the whole threshold, at one in twenty. By mean or by median:
 * the one sees more, but a single pair that the machine disturbed sways it.
 */
public final class Screening {

  private static final double P_OF_SLOWER = 0.2;
  private static final double P_OF_FASTER = 0.05;

  private Screening() {}

  /** The benchmarks with their parameters, in words, of which a quantity is worth fresh pairs. */
  public static Set<String> candidates(Comparison screened) {
    Gate gate = screened.gate();
    return Stream.concat(
            screened.times().stream().filter(time -> mayHaveChanged(time, gate.ofTimes())),
            screened.counts().stream().filter(count -> mayHaveChanged(count, gate.ofCounts())))
        .map(judged -> judged.compared().benchmark())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean mayHaveChanged(Judgement judged, Gate gate) {
    if (judged.isForInformation()) {
      return false;
    }
    Effect effect = judged.effect();
    LogRatio cost = effect.cost();
    double leastSlower = Math.log1p(gate.threshold() / 2);
    double leastFaster = Math.log1p(gate.threshold());
    double[] slower = effect.logRatios().stream().mapToDouble(ratio -> ratio).toArray();
    double[] faster = Arrays.stream(slower).map(ratio -> -ratio).toArray();
    return (effect.pOfSlower() < P_OF_SLOWER && cost.mean() >= leastSlower)
        || (effect.pOfFaster() < P_OF_FASTER && -cost.mean() >= leastFaster)
        || isAboveByRank(slower, leastSlower, P_OF_SLOWER)
        || isAboveByRank(faster, leastFaster, P_OF_FASTER);
  }

  private static boolean isAboveByRank(double[] logRatios, double least, double p) {
    return LaunchCosts.median(logRatios) >= least
        && SignFlipTest.pValueOfExcessByRank(logRatios) < p;
  }
}
