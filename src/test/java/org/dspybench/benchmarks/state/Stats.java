package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.latency.LatencySummary;

/** What a simulator would have counted. */
final class Stats {

  private Stats() {}

  static SimulatorStats of(long requests, long answered, long rateLimited, long retries) {
    return new SimulatorStats(
        requests,
        1_000 * requests,
        answered,
        rateLimited,
        0,
        0,
        retries,
        0,
        1,
        1,
        LatencySummary.NONE,
        LatencySummary.NONE,
        LatencySummary.NONE,
        List.of(),
        List.of(),
        "hash",
        Duration.ZERO,
        Duration.ZERO);
  }
}
