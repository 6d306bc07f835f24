package org.dspybench.benchmarks.state;

import static org.dspybench.benchmarks.profile.Measured.mean;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Question;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.lm.RetryPolicy;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Predicts a batch in which questions repeat. */
@State(Scope.Benchmark)
public class RepetitiveRun {

  private static final Duration WARM_UP = Duration.ofSeconds(2);

  /** Questions in a batch. */
  @Param("200")
  public int batchSize;

  /** Share of the questions that stand in the batch before, in percent. */
  @Param({"0", "50", "90"})
  public int repeatedPercent;

  /** Whether a repeated question is predicted once. */
  @Param({"true", "false"})
  public boolean deduplicate;

  /** Predictions that may run at once. */
  @Param("10")
  public int workers;

  private MeasuredRun run;
  private int repeated;

  /** Starts the workers and proves that they answer. */
  @Setup(Level.Trial)
  public void open(SimulatedEndpoint endpoint) {
    List<Question> questions = Questions.repeating(batchSize, repeatedPercent, endpoint.seed);
    int distinct = new HashSet<>(questions).size();
    repeated = deduplicate ? batchSize - distinct : 0;
    BatchOptions options =
        BatchOptions.to(endpoint.lease().endpoint())
            .workers(workers)
            .deduplicate(deduplicate)
            .retry(RetryPolicy.NONE)
            .build();
    run =
        MeasuredRun.open(
            endpoint.lease(), new Expectation(questions, batchSize - repeated), options, WARM_UP);
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
    run.end(this::duplicates);
  }

  private List<Measured> duplicates(MeasuredBatch batch) {
    long duplicates = batch.result().metrics().counts().duplicates();
    if (duplicates != repeated) {
      throw new IllegalStateException(
          duplicates + " duplicates were counted, where there are " + repeated);
    }
    return List.of(mean("duplicates", (double) duplicates, "questions"));
  }

  /** Ends the workers. */
  @TearDown(Level.Trial)
  public void close() {
    run.close();
  }
}
