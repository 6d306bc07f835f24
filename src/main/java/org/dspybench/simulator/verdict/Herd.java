package org.dspybench.simulator.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dspybench.simulator.verdict.Call.Retry;

/**
 * The most retries that came back together after they had held back.
 *
 * @param size how many came within 10 ms
 * @param atMicros when the first of them came
 * @param spreadOut how many would come within 10 ms if the same retries were spread over the run
 */
record Herd(int size, long atMicros, double spreadOut) {

  private static final long TOGETHER_MICROS = 10_000;
  private static final int FEWEST = 10;
  private static final int TIMES_SPREAD_OUT = 5;

  /** The largest among the retries of {@code calls}, which lasted {@code runMicros} in all. */
  static Herd largest(List<Call> calls, long runMicros) {
    long[] arrivals =
        Findings.retries(calls)
            .filter(retry -> retry.pauseMicros() >= TOGETHER_MICROS)
            .map(Retry::attempt)
            .mapToLong(Attempt::arrivedMicros)
            .sorted()
            .toArray();
    int size = 0;
    long at = 0;
    int first = 0;
    for (int last = 0; last < arrivals.length; last++) {
      while (arrivals[last] - arrivals[first] > TOGETHER_MICROS) {
        first++;
      }
      if (last - first + 1 > size) {
        size = last - first + 1;
        at = arrivals[first];
      }
    }
    double windows = Math.max(1, (double) runMicros / TOGETHER_MICROS);
    return new Herd(size, at, arrivals.length / windows);
  }

  Optional<Finding> finding() {
    if (size < FEWEST || size < TIMES_SPREAD_OUT * spreadOut) {
      return Optional.empty();
    }
    String sentence =
        String.format(
            Locale.ROOT,
            "%,d retries came back within 10 ms of one another, %.3f s after the start: they had all"
                + " waited for the same moment",
            size,
            atMicros / 1e6);
    return Optional.of(new Finding(Sin.HERD, size, sentence));
  }
}
