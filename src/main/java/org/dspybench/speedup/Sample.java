package org.dspybench.speedup;

import java.util.Arrays;
import java.util.List;

/**
 * The logarithms of what was measured, by fork and iteration, from which {@link Bootstrap} draws.
 * Immutable.
 */
public final class Sample {

  /** From so many values on, redrawn means of forks are picked from those drawn beforehand. */
  private static final int MANY = 250;

  private static final int POOL = 100;
  private static final long POOL_SEED = 20_261_124;

  private final double[][] logs;
  private final double mean;

  /** Of each fork the means of redrawn iterations; empty where they are drawn each time anew. */
  private final double[][] pools;

  /** Makes up for the spread that is lost where there is one level to draw from, not two. */
  private final double widening;

  private Sample(double[][] logs) {
    this.logs = logs;
    this.mean = mean(Arrays.stream(logs).mapToDouble(Sample::mean).toArray());
    boolean twoLevels = logs.length > 1 && Arrays.stream(logs).allMatch(fork -> fork.length > 1);
    this.pools = size() < MANY ? new double[0][] : pools(logs);
    this.widening = twoLevels ? 1 : Math.sqrt(units() / Math.max(1.0, units() - 1));
  }

  /**
   * A sample.
   *
   * @param forks for each fork the values of its iterations, all above zero; at least one, none
   *     empty
   */
  public static Sample of(List<List<Double>> forks) {
    return new Sample(
        forks.stream()
            .map(fork -> fork.stream().mapToDouble(StrictMath::log).toArray())
            .toArray(double[][]::new));
  }

  /** The mean over the iterations of each fork, then over the forks. */
  public double mean() {
    return mean;
  }

  /** What is independent of each other: forks or, in a single one, iterations. */
  private int units() {
    return logs.length > 1 ? logs.length : logs[0].length;
  }

  /** How many values there are. */
  int size() {
    return Arrays.stream(logs).mapToInt(fork -> fork.length).sum();
  }

  boolean hasSpread() {
    return units() > 1;
  }

  int degreesOfFreedom() {
    return units() - 1;
  }

  /** How far the mean of one redrawn sample is from the mean of this. */
  public double redraw(Picks picks) {
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      int fork = picks.below(logs.length);
      sum += pools.length > 0 ? pools[fork][picks.below(POOL)] : redrawnMean(logs[fork], picks);
    }
    return widening * (sum / logs.length - mean);
  }

  private static double[][] pools(double[][] logs) {
    Picks picks = new Picks(POOL_SEED);
    double[][] pools = new double[logs.length][POOL];
    for (int fork = 0; fork < logs.length; fork++) {
      double[] values = logs[fork];
      Arrays.setAll(pools[fork], i -> redrawnMean(values, picks));
    }
    return pools;
  }

  private static double redrawnMean(double[] fork, Picks picks) {
    double sum = 0;
    for (int i = 0; i < fork.length; i++) {
      sum += fork[picks.below(fork.length)];
    }
    return sum / fork.length;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
