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

/** Predicts a batch that grows with the workers. */
@State(Scope.Benchmark)
public class LadderRun {

  /** On two cores the JVM's compiler takes a good part of the CPU for this long. */
  private static final Duration WARM_UP = Duration.ofSeconds(12);

  /** How LM calls leave the process. */
  @Param("java")
  public String transport;

  /** How predictions come to be made at the same time. */
  @Param("workers")
  public String strategy;

  /** What is saved of DSPy's CPU time: labels, all or none. */
  @Param("none")
  public String trims;

  /** Predictions that may run at once. */
  @Param({"1", "2", "4", "8", "10", "16", "32", "64", "128", "200"})
  public int workers;

  /** Questions in a batch, for each worker. */
  @Param("20")
  public int questionsPerWorker;

  private MeasuredRun run;

  /** Starts the workers and proves that they answer. */
  @Setup(Level.Trial)
  public void open(SimulatedEndpoint endpoint) {
    SimulatorLease lease = endpoint.lease();
    run =
        MeasuredRun.open(
            lease,
            Expectation.answered(Questions.first(workers * questionsPerWorker)),
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
    run.end(batch -> new CallTimeline(batch.calls()).figures());
  }

  /** Ends the workers. */
  @TearDown(Level.Trial)
  public void close() {
    run.close();
  }
}
