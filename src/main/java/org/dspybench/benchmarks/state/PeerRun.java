package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import org.dspybench.batch.Outcome;
import org.dspybench.benchmarks.peer.PeerEnvironment;
import org.dspybench.benchmarks.peer.PeerKind;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Lets a peer predict a batch that grows with the workers. */
@State(Scope.Benchmark)
public class PeerRun {

  private static final Duration WARM_UP = Duration.ofSeconds(4);

  /** Name of the peer. */
  @Param({"dspy-parallel", "gather", "sidecar"})
  public String peer;

  /** What makes DSPy's HTTP calls. */
  @Param({"lm15", "litellm"})
  public String engine;

  /** Predictions that may run at once. */
  @Param({"10", "50", "100", "200"})
  public int workers;

  /** Questions in a batch, for each worker. */
  @Param("20")
  public int questionsPerWorker;

  private MeasuredPeer run;

  /** Starts the peer and proves that it answers. */
  @Setup(Level.Trial)
  public void open(SimulatedEndpoint endpoint) {
    SimulatorLease simulator = endpoint.lease();
    run =
        MeasuredPeer.open(
            simulator,
            Questions.first(workers * questionsPerWorker),
            workers,
            PeerKind.of(peer).start(PeerEnvironment.find(), engine, simulator.endpoint().baseUrl()),
            WARM_UP);
  }

  /** Empties all counters. */
  @Setup(Level.Iteration)
  public void begin() {
    run.begin();
  }

  /** The measured operation. */
  public List<Outcome> predict() {
    return run.predict();
  }

  /** Checks the counts; throws when one is not what the parameters promise. */
  @TearDown(Level.Iteration)
  public void check() {
    run.end();
  }

  /** Ends the peer. */
  @TearDown(Level.Trial)
  public void close() {
    run.close();
  }
}
