package org.dspybench.benchmarks.state;

import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * An endpoint with a quota: what goes beyond it is answered 429, with the time after which the next
 * request will pass. Its latencies are those of the profile {@code typical}.
 */
@State(Scope.Benchmark)
public class QuotaEndpoint {

  /** A minute's quota at once would be the whole batch; a burst of one second's is there. */
  private static final double INITIAL_FILL = 1 / 60.0;

  /** Requests that the endpoint lets in each second. */
  @Param({"20", "50", "100"})
  public int quotaPerSecond;

  /** Factor on all latencies, not on the quota; the default makes a mean of 109 ms. */
  @Param("0.05")
  public double timeScale;

  /** Decides every latency. */
  @Param("42")
  public long seed;

  private UnderQuota terms;
  private SimulatorLease lease;

  /** Brings the endpoint up. */
  @Setup(Level.Trial)
  public void open() {
    SimulatorProfile typical = SimulatorProfile.named("typical");
    SimulatorProfile limited =
        typical.withLimits(RateLimits.perMinute(60 * quotaPerSecond, null, INITIAL_FILL));
    SimulatorSettings settings = new SimulatorSettings(limited, seed, timeScale);
    terms = UnderQuota.of(settings);
    lease = SimulatorLease.take(settings);
  }

  /** Ends it, if it is this trial's own. */
  @TearDown(Level.Trial)
  public void close() {
    lease.close();
  }

  SimulatorLease lease() {
    return lease;
  }

  UnderQuota terms() {
    return terms;
  }
}
