package org.dspybench.benchmarks;

import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Delivery;
import org.dspybench.benchmarks.state.StreamRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Does one slow answer hold up the batch? A stream of outcomes in the order of the questions
 * against one as they are completed, at a calm provider and at one whose tail is slow.
 *
 * <p>Held fixed: the questions, every latency, and its mean, which is that of both profiles. {@code
 * outcome.first}, {@code outcome.half} and {@code outcome.last} are the times until that part of
 * the outcomes was delivered; {@code ideal.makespan} is what a scheduler without overhead would
 * need for all.
 *
 * <p>Would distort it: a batch so small that the slowest answer alone decides how long it lasts;
 * and another seed, which puts the slow answers elsewhere.
 *
 * <pre>{@code java -jar target/benchmarks.jar TailLatency -p seed=1,2,3}</pre>
 */
@Asks(value = "Does one slow answer hold up the batch?", forEach = "profile")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class TailLatencyBenchmark {

  /** Each outcome after those of all questions before. */
  @Benchmark
  public BatchResult inOrder(StreamRun run) {
    return run.predict(Delivery.IN_ORDER);
  }

  /** Each outcome as soon as it is there. */
  @Benchmark
  public BatchResult asCompleted(StreamRun run) {
    return run.predict(Delivery.AS_COMPLETED);
  }
}
