package org.dspybench.results.calibration;

import java.util.Arrays;

/**
 * Three percentiles by nearest rank: the smallest value that the share of all values does not
 * exceed, which is always one that was measured.
 *
 * @param p50Micros the median, in microseconds
 * @param p95Micros the 95th percentile, in microseconds
 * @param p99Micros the 99th percentile, in microseconds
 */
public record Percentiles(long p50Micros, long p95Micros, long p99Micros) {

  /**
   * The percentiles of some values.
   *
   * @throws IllegalArgumentException without a value
   */
  public static Percentiles of(long... micros) {
    if (micros.length == 0) {
      throw new IllegalArgumentException("no value has no percentiles");
    }
    long[] sorted = micros.clone();
    Arrays.sort(sorted);
    return new Percentiles(atRank(sorted, 50), atRank(sorted, 95), atRank(sorted, 99));
  }

  private static long atRank(long[] sorted, long percent) {
    long rank = (sorted.length * percent + 99) / 100;
    return sorted[(int) rank - 1];
  }
}
