package org.dspybench.batch;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * How long a batch takes at best. Pure arithmetic on latencies that are known beforehand, such as a
 * simulated endpoint's; thread-safe.
 */
public final class IdealMakespan {

  private IdealMakespan() {}

  /**
   * The time that first-come list scheduling needs: whenever a worker is free it takes the next
   * question in the order given, at no cost. This is what an implementation without any overhead
   * would reach, and at most {@code 2 − 1/workers} times the best schedule (R. L. Graham, Bounds
   * for Certain Multiprocessing Anomalies, 1966).
   *
   * @param latenciesMicros the latency of each question in microseconds, in the order in which they
   *     are taken
   * @param workers how many questions may be under way at once, at least 1
   * @return microseconds; 0 for an empty batch
   * @throws IllegalArgumentException for fewer than one worker or a negative latency
   * @throws ArithmeticException where the sum does not fit a {@code long}
   */
  public static long listScheduling(long[] latenciesMicros, int workers) {
    requireValid(latenciesMicros, workers);
    PriorityQueue<Long> freeAt = new PriorityQueue<>();
    long makespan = 0;
    for (long latency : latenciesMicros) {
      long start = freeAt.size() < workers ? 0 : freeAt.remove();
      long end = Math.addExact(start, latency);
      freeAt.add(end);
      makespan = Math.max(makespan, end);
    }
    return makespan;
  }

  /**
   * A time that no schedule can beat, whatever the order: {@code max(total / workers, longest)},
   * rounded up to whole microseconds (R. L. Graham, Bounds on Multiprocessing Timing Anomalies,
   * 1969). The best schedule may take longer; to find it is NP-hard.
   *
   * @param latenciesMicros the latency of each question in microseconds
   * @param workers how many questions may be under way at once, at least 1
   * @return microseconds; 0 for an empty batch
   * @throws IllegalArgumentException for fewer than one worker or a negative latency
   * @throws ArithmeticException where the sum does not fit a {@code long}
   */
  public static long lowerBound(long[] latenciesMicros, int workers) {
    requireValid(latenciesMicros, workers);
    long total = Arrays.stream(latenciesMicros).reduce(0, Math::addExact);
    long longest = Arrays.stream(latenciesMicros).max().orElse(0);
    long share = total / workers + (total % workers == 0 ? 0 : 1);
    return Math.max(share, longest);
  }

  private static void requireValid(long[] latenciesMicros, int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + workers);
    }
    for (long latency : latenciesMicros) {
      if (latency < 0) {
        throw new IllegalArgumentException("a latency must not be negative: " + latency);
      }
    }
  }
}
