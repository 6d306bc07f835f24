package org.dspybench.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;

/** What is compared of a benchmark: its time, and what scatters so little that 1 % of it shows. */
public enum Quantity {
  /** The score, as a cost. */
  TIME("", "time"),
  /** Bytes that the JVM allocated for an operation, as JMH's profiler {@code gc} counts them. */
  ALLOCATION("gc.alloc.rate.norm", "bytes allocated"),
  /** Requests that the endpoint saw in an iteration. */
  LM_CALLS("lm.calls", "LM calls"),
  /** Bytes of the bodies of these requests. */
  LM_BYTES("lm.bytes", "bytes sent to the LM");

  /** Those that are counted. */
  static final List<Quantity> COUNTED = List.of(ALLOCATION, LM_CALLS, LM_BYTES);

  private final String secondary;
  private final String label;

  Quantity(String secondary, String label) {
    this.secondary = secondary;
    this.label = label;
  }

  /** As users read it. */
  public String label() {
    return label;
  }

  /** Whether it is counted, and not timed. */
  public boolean isCounted() {
    return this != TIME;
  }

  /**
   * The metric that tells it; absent where nothing of it was counted. JMH fills in 0 where an
   * iteration counted nothing.
   */
  Optional<Metric> of(ResultRow row) {
    return isCounted()
        ? Optional.ofNullable(row.secondary().get(secondary)).filter(Quantity::isCountedThroughout)
        : Optional.of(row.primary());
  }

  /** What each launch costs of it, as a logarithm. */
  double[] logCosts(Metric metric) {
    return isCounted() ? LaunchCosts.medians(metric) : LaunchCosts.undisturbed(metric);
  }

  private static boolean isCountedThroughout(Metric metric) {
    double[] logarithms = LaunchCosts.medians(metric);
    return logarithms.length > 0 && Arrays.stream(logarithms).allMatch(Double::isFinite);
  }
}
