package org.dspybench.simulator.latency;

import java.time.Duration;

/** The four figures by which a latency is known. */
public record LatencySummary(Duration p50, Duration mean, Duration p95, Duration p99) {

  /** That of no call at all. */
  public static final LatencySummary NONE =
      new LatencySummary(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** The quantiles of a distribution of seconds, beside its mean. */
  static LatencySummary of(Distribution seconds) {
    return new LatencySummary(
        duration(seconds.quantile(0.50)),
        duration(seconds.mean()),
        duration(seconds.quantile(0.95)),
        duration(seconds.quantile(0.99)));
  }

  /** The same latencies at another pace. */
  public LatencySummary times(double timeScale) {
    return new LatencySummary(
        times(p50, timeScale),
        times(mean, timeScale),
        times(p95, timeScale),
        times(p99, timeScale));
  }

  static Duration duration(double seconds) {
    return Duration.ofNanos(Math.round(seconds * 1e9));
  }

  private static Duration times(Duration duration, double timeScale) {
    return Duration.ofNanos(Math.round(duration.toNanos() * timeScale));
  }
}
