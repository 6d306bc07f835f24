package org.dspybench.compare.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Finds where a series changed, whatever the distribution of its values: E-divisive (D. S. Matteson
 * and N. A. James, A Nonparametric Approach for Multiple Change Point Analysis of Multivariate
 * Data, 2014), with distances as they are (α = 1). The segment in which a division separates most
 * is divided there, as long as a permutation test says that values in any order would hardly ever
 * be separated so well.
 *
 * <p>The paper's p-value can be 0; here the measured order counts as one of the permutations, which
 * makes the test valid.
 *
 * @param level the probability of any change being found in a series that has none
 * @param permutations that a test draws, so many that the level can be reached
 * @param seed of the permutations
 */
public record EDivisive(double level, int permutations, long seed) {

  /** At 1 %, by 999 permutations. */
  public static final EDivisive STANDARD = new EDivisive(0.01, 999, 20_261_130);

  /**
   * How many values there are at least on each side of a change: a single one that strays is none.
   */
  public static final int LEAST_VALUES = 3;

  /** Divergences that differ by rounding alone are equal. */
  private static final double ROUNDING = 1e-9;

  /** Refuses a level that so many permutations cannot reach. */
  public EDivisive {
    if (!(level > 0 && level <= 1 && level * (permutations + 1.0) >= 1)) {
      throw new IllegalArgumentException(
          permutations + " permutations cannot reach a level of " + level);
    }
  }

  /** The changes of a series of finite values, in the order in which they were found. */
  public List<ChangePoint> changes(double[] series) {
    Random random = new Random(seed);
    List<Segment> segments = new ArrayList<>(List.of(new Segment(0, series)));
    List<ChangePoint> changes = new ArrayList<>();
    Segment most = mostDivided(segments);
    while (most.isDivisible()) {
      double p = pValue(segments, most.divergence(), random);
      if (p > level) {
        break;
      }
      changes.add(new ChangePoint(most.place(), most.divergence(), p));
      segments.remove(most);
      segments.add(most.before());
      segments.add(most.after());
      most = mostDivided(segments);
    }
    return List.copyOf(changes);
  }

  private static Segment mostDivided(List<Segment> segments) {
    return Collections.max(segments, Comparator.comparingDouble(Segment::divergence));
  }

  /**
   * The share of the permutations, each within its segment, of which the best division separates at
   * least as well. Where it is above the level, it is told as soon as that is certain, and is then
   * too low.
   */
  private double pValue(List<Segment> segments, double divergence, Random random) {
    double atLeast = divergence - ROUNDING * Math.abs(divergence);
    int reached = 1;
    for (int drawn = 0; drawn < permutations && share(reached) <= level; drawn++) {
      List<Segment> shuffled = segments.stream().map(one -> one.shuffled(random)).toList();
      if (mostDivided(shuffled).divergence() >= atLeast) {
        reached++;
      }
    }
    return share(reached);
  }

  private double share(int reached) {
    return reached / (permutations + 1.0);
  }
}
