package org.dspybench.speedup;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The logarithms of what was measured, by fork and iteration, from which {@link Bootstrap} draws.
 * Immutable.
 */
public final class Sample {

  private final double[][] logs;
  private final double mean;

  /** Makes up for the spread that is lost where there is one level to draw from, not two. */
  private final double widening;

  private Sample(double[][] logs) {
    this.logs = logs;
    this.mean = mean(Arrays.stream(logs).mapToDouble(Sample::mean).toArray());
    boolean twoLevels = logs.length > 1 && Arrays.stream(logs).allMatch(fork -> fork.length > 1);
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

  boolean hasSpread() {
    return units() > 1;
  }

  int degreesOfFreedom() {
    return units() - 1;
  }

  /** How far the mean of one redrawn sample is from the mean of this. */
  public double redraw(Random random) {
    double[] forkMeans = new double[logs.length];
    Arrays.setAll(forkMeans, i -> redrawnMean(logs[random.nextInt(logs.length)], random));
    return widening * (mean(forkMeans) - mean);
  }

  private static double redrawnMean(double[] fork, Random random) {
    double sum = 0;
    for (int i = 0; i < fork.length; i++) {
      sum += fork[random.nextInt(fork.length)];
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
