package org.dspybench.compare.statistics;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.ranking.NaturalRanking;

/**
 * The randomisation test of paired differences. A coin decided which side of each pair was launched
 * first; were both sides the same, each difference could as well have come out with the other sign.
 * The p-value is the share of all sign patterns whose sum is at least the one that was measured (R.
 * A. Fisher, The Design of Experiments, 1935, section 21): exact whatever the distribution, since
 * the coin was really thrown.
 */
public final class SignFlipTest {

  /** Up to here all patterns are counted, the sums of two halves against each other. */
  private static final int MOST_PAIRS_COUNTED = 40;

  private static final int DRAWS = 200_000;
  private static final long SEED = 20_261_123;

  /** Sums that differ by rounding alone are equal. */
  private static final double ROUNDING = 1e-12;

  private SignFlipTest() {}

  /**
   * The one-sided p-value of the differences being above zero. Never 0: the measured pattern counts
   * itself. Beyond 40 pairs patterns are drawn, 200,000 of them.
   *
   * @param differences one for each pair, at least one, all finite
   */
  public static double pValueOfExcess(double[] differences) {
    if (differences.length == 0) {
      throw new IllegalArgumentException("there is no pair to test");
    }
    double scale = Arrays.stream(differences).map(Math::abs).sum();
    double atLeast = Arrays.stream(differences).sum() - ROUNDING * scale;
    return differences.length <= MOST_PAIRS_COUNTED
        ? counted(differences, atLeast)
        : drawn(differences, atLeast);
  }

  /**
   * The same of what the differences' sizes rank, so that one pair that is far off sways it no more
   * than the farthest of the others would: the signed-rank test (F. Wilcoxon, Individual
   * Comparisons by Ranking Methods, 1945), equal sizes having the mean of their ranks.
   *
   * @param differences one for each pair, at least one, all finite
   */
  public static double pValueOfExcessByRank(double[] differences) {
    double[] ranks =
        new NaturalRanking().apply(Arrays.stream(differences).map(Math::abs).toArray());
    return pValueOfExcess(
        IntStream.range(0, differences.length)
            .mapToDouble(i -> Math.signum(differences[i]) * ranks[i])
            .toArray());
  }

  private static double counted(double[] differences, double atLeast) {
    int middle = differences.length / 2;
    double[] some = sortedSums(Arrays.copyOfRange(differences, 0, middle));
    double[] others = sortedSums(Arrays.copyOfRange(differences, middle, differences.length));
    long reached = 0;
    int enough = others.length;
    for (double sum : some) {
      while (enough > 0 && sum + others[enough - 1] >= atLeast) {
        enough--;
      }
      reached += others.length - enough;
    }
    return (double) reached / ((double) some.length * others.length);
  }

  /** The sums of all sign patterns of some differences, smallest first. */
  private static double[] sortedSums(double[] differences) {
    double[] sums = {0};
    for (double difference : differences) {
      double[] more = new double[2 * sums.length];
      for (int i = 0; i < sums.length; i++) {
        more[2 * i] = sums[i] - difference;
        more[2 * i + 1] = sums[i] + difference;
      }
      sums = more;
    }
    Arrays.sort(sums);
    return sums;
  }

  /** The measured pattern is one of those drawn, so that the share is a valid p-value. */
  private static double drawn(double[] differences, double atLeast) {
    Random random = new Random(SEED);
    long reached = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      double sum = 0;
      for (double difference : differences) {
        sum += random.nextBoolean() ? difference : -difference;
      }
      if (sum >= atLeast) {
        reached++;
      }
    }
    return reached / (DRAWS + 1.0);
  }
}
