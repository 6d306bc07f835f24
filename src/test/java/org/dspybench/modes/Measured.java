package org.dspybench.modes;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.LatencySummary;
import org.dspybench.batch.Level;
import org.dspybench.lm.LmMetrics;

/** Metrics with the throughput that a test wants. */
public final class Measured {

  private Measured() {}

  /** A thousand answers at that pace. */
  public static BatchMetrics answering(double perSecond, int workers) {
    Duration latency = Duration.ofMillis(50);
    LatencySummary latencies =
        new LatencySummary(
            1000, latency, latency, latency, latency, latency, latency, latency, latency);
    Histogram none = new Histogram(3);
    return new BatchMetrics(
        Duration.ofNanos((long) (1000 / perSecond * 1e9)),
        workers,
        new BatchMetrics.Counts(1000, 0, 0, Map.of(), 0, 0),
        latencies,
        new LmMetrics(1000, 1000, 0, Map.of(), Map.of(), 0, 0, none, none, 0, workers),
        latencies,
        latencies,
        new Level(workers, workers),
        new Level(0, 0),
        OptionalDouble.of(200));
  }
}
