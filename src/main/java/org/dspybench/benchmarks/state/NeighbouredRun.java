package org.dspybench.benchmarks.state;

import java.time.Duration;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.python.InterpreterLock;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Predicts a batch beside a thread that computes all the time. */
@State(Scope.Benchmark)
public class NeighbouredRun {

  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final String TUNED = "tuned";

  /** How LM calls leave the process. */
  @Param("java")
  public String transport;

  /** Predictions that may run at once. */
  @Param("10")
  public int workers;

  /** Questions in a batch, for each worker. */
  @Param("50")
  public int questionsPerWorker;

  /** Whose thread computes beside the workers: {@code none}, {@code java} or {@code python}. */
  @Param({"none", "java", "python"})
  public String busyThread;

  /** Python's switch interval in milliseconds, or {@code tuned}, as a predictor sets it. */
  @Param({TUNED, "5"})
  public String switchMillis;

  private MeasuredRun run;
  private BusyThread neighbour;

  /** Starts the workers, proves that they answer, and starts their neighbour. */
  @Setup(Level.Trial)
  public void open(SimulatedEndpoint endpoint) {
    run =
        MeasuredRun.open(
            endpoint.lease(),
            Questions.first(workers * questionsPerWorker),
            transport,
            workers,
            WARM_UP);
    InterpreterLock lock = InterpreterLock.ofRunningPython();
    if (!switchMillis.equals(TUNED)) {
      lock.switchEvery(Duration.ofNanos(Math.round(1e6 * Double.parseDouble(switchMillis))));
    }
    neighbour = BusyThread.start(busyThread, lock);
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

  /** Ends the neighbour and the workers. */
  @TearDown(Level.Trial)
  public void close() {
    neighbour.close();
    run.close();
  }
}
