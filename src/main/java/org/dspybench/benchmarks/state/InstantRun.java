package org.dspybench.benchmarks.state;

import java.time.Duration;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.python.Strategy;
import org.dspybench.python.Trim;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Predicts a batch with several workers at once, against an endpoint that answers at once. */
@State(Scope.Benchmark)
public class InstantRun {

  /** Four times the other runs': the compiler must have ended, for it would take a core of two. */
  private static final Duration WARM_UP = Duration.ofSeconds(8);

  /** Questions in a batch. */
  @Param("500")
  public int batchSize;

  /** How LM calls leave the process. */
  @Param({"java", "lm15", "litellm"})
  public String transport;

  /** How predictions come to be made at the same time. */
  @Param("workers")
  public String strategy;

  /** What is saved of DSPy's CPU time: labels, all or none. */
  @Param("none")
  public String trims;

  /** Predictions that may run at once. */
  @Param("10")
  public int workers;

  private SimulatorLease lease;
  private MeasuredRun run;

  /** Starts the workers and proves that they answer. */
  @Setup(Level.Trial)
  public void open() {
    lease = SimulatorLease.takeInstant();
    run =
        MeasuredRun.open(
            lease,
            Expectation.answered(Questions.first(batchSize)),
            MeasuredRun.options(lease, transport, workers)
                .strategy(Strategy.of(strategy))
                .trims(Trim.parse(trims))
                .build(),
            WARM_UP);
  }

  /** Empties all counters. */
  @Setup(Level.Iteration)
  public void begin() {
    run.begin();
  }

  /** The measured operation. */
  public BatchResult predict() {
    return run.predict(BatchPredictor::predictBatch);
  }

  /** Checks the counts; throws when one is not what the parameters promise. */
  @TearDown(Level.Iteration)
  public void check() {
    run.end();
  }

  /** Ends the workers. */
  @TearDown(Level.Trial)
  public void close() {
    run.close();
    lease.close();
  }
}
