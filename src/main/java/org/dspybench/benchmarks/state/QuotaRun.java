package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Question;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.lm.limit.CallLimit;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Predicts a batch against a quota. Each iteration has a predictor of its own, because a limit that
 * adapts would know the quota from the iteration before.
 */
@State(Scope.Benchmark)
public class QuotaRun {

  private static final Duration WARM_UP = Duration.ofSeconds(1);

  /** Attempts enough that no question is given up; none after more than seconds. */
  private static final RetryPolicy PATIENT =
      new RetryPolicy(100, Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofMinutes(2), 0);

  /** What the calls are limited to: as {@link CallLimit#of} reads it. */
  @Param({"fixed:10", "fixed:25", "fixed:50", "adaptive"})
  public String limit;

  /** How long the quota alone makes a batch last, in seconds; decides the number of questions. */
  @Param("6")
  public int quotaSeconds;

  /** How LM calls leave the process. */
  @Param("java")
  public String transport;

  /** Predictions that may run at once. */
  @Param("50")
  public int workers;

  private SimulatorLease lease;
  private UnderQuota terms;
  private List<Question> questions;
  private MeasuredRun run;

  /** Warms the JVM and the simulator up, by calls without a quota. */
  @Setup(Level.Trial)
  public void warmUp(QuotaEndpoint endpoint) {
    lease = endpoint.lease();
    terms = endpoint.terms();
    questions = Questions.first(terms.questionsFor(quotaSeconds));
    MeasuredRun.open(lease, questions, transport, workers, WARM_UP).close();
  }

  /** Starts workers that know nothing of the quota. */
  @Setup(Level.Iteration)
  public void begin() {
    BatchOptions options =
        BatchOptions.to(lease.endpoint())
            .transport(Transport.of(transport))
            .workers(workers)
            .limit(CallLimit.of(limit))
            .retry(PATIENT)
            .build();
    run = MeasuredRun.openUntaught(lease, Expectation.answered(questions), options);
    run.begin();
  }

  /** The measured operation. */
  public BatchResult predict() {
    return run.predict(BatchPredictor::predictBatch);
  }

  /** Checks the counts, and ends the workers; throws when a count is not what it must be. */
  @TearDown(Level.Iteration)
  public void check() {
    try {
      run.end(this::judge);
    } finally {
      run.close();
    }
  }

  private List<Measured> judge(MeasuredBatch batch) {
    terms.require(CallLimit.of(limit), batch);
    return Stream.concat(
            terms.figures(batch).stream(), new CallTimeline(batch.calls()).figures().stream())
        .toList();
  }
}
