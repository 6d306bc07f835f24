package org.dspybench.benchmarks.state;

import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An endpoint whose latencies, and 429s if its profile has any, are fixed by a seed. */
@State(Scope.Benchmark)
public class SimulatedEndpoint {

  /** Name of a simulator profile. */
  @Param("typical")
  public String profile;

  /** Factor on all latencies: 1 is a real provider's pace; the default makes a mean of 54 ms. */
  @Param("0.025")
  public double timeScale;

  /** Decides every latency. */
  @Param("42")
  public long seed;

  private SimulatorLease lease;

  /** Brings the endpoint up. */
  @Setup(Level.Trial)
  public void open() {
    lease =
        SimulatorLease.take(
            new SimulatorSettings(SimulatorProfile.named(profile), seed, timeScale));
  }

  /** Ends it, if it is this trial's own. */
  @TearDown(Level.Trial)
  public void close() {
    lease.close();
  }

  SimulatorLease lease() {
    return lease;
  }
}
