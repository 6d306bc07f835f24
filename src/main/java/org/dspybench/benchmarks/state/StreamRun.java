package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Delivery;
import org.dspybench.batch.Question;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Predicts a stream of questions, and notes when each outcome was delivered. */
@State(Scope.Benchmark)
public class StreamRun {

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** Questions in a batch. */
  @Param("400")
  public int batchSize;

  /** Predictions that may run at once. */
  @Param("10")
  public int workers;

  /** Name of a simulator profile. */
  @Param({"uniform", "slow-tail"})
  public String profile;

  /** Factor on all latencies: 1 is a real provider's pace; the default makes a mean of 50 ms. */
  @Param("0.033333")
  public double timeScale;

  /** Decides every latency. */
  @Param("42")
  public long seed;

  private SimulatorLease lease;
  private MeasuredRun run;
  private Deliveries deliveries;

  /** Starts the workers and proves that they answer. */
  @Setup(Level.Trial)
  public void open() {
    lease =
        SimulatorLease.take(
            new SimulatorSettings(SimulatorProfile.named(profile), seed, timeScale));
    run = MeasuredRun.open(lease, Questions.first(batchSize), "java", workers, WARM_UP);
  }

  /** Empties all counters. */
  @Setup(Level.Iteration)
  public void begin() {
    run.begin();
  }

  /** The measured operation. */
  public BatchResult predict(Delivery delivery) {
    deliveries = new Deliveries(delivery);
    return run.predict(this::stream);
  }

  private BatchResult stream(BatchPredictor predictor, List<Question> questions) {
    return deliveries.result(
        predictor.predictStream(questions.iterator(), deliveries.delivery(), deliveries));
  }

  /** Checks the counts and the order; throws when one is not what was promised. */
  @TearDown(Level.Iteration)
  public void check() {
    run.end(batch -> deliveries.figures());
  }

  /** Ends the workers. */
  @TearDown(Level.Trial)
  public void close() {
    run.close();
    lease.close();
  }
}
