package org.dspybench.benchmarks;

import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.benchmarks.state.QuotaRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A quota below the demand: what is left of the gain when 429s come? Limits of fixed size against
 * one that adapts, under three quotas. One operation is one whole batch, and every question of it
 * is answered in the end.
 *
 * <p>Held fixed: the workers; and the time that a batch takes at best, which the quota decides:
 * {@code quota.bound}, of which {@code makespan.over.bound} is the multiple. {@code wasted.share}
 * is the share of all calls answered 429, {@code wasted.share.late} that after the first two
 * seconds. The limit knows nothing of the quota when an iteration begins.
 *
 * <p>Would distort it: a quota near what the process can ask at most (see {@code
 * TransportBenchmark}), and a short batch, in which the burst at the start is most of it.
 *
 * <pre>
 * {@code java -jar target/benchmarks.jar RateLimit -p quotaPerSecond=50 -p limit=fixed:25,adaptive:gradient2}
 * </pre>
 */
@Asks(
    value = "A quota below the demand: what is left of the gain when 429s come?",
    forEach = "quotaPerSecond")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
public class RateLimitBenchmark {

  /** A batch that asks for more than the endpoint allows. */
  @Benchmark
  public BatchResult quota(QuotaRun run) {
    return run.predict();
  }
}
