package org.dspybench.benchmarks;

import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.benchmarks.state.RepetitiveRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a batch gain when questions repeat? The same batch with deduplication and without, for
 * three shares of questions that stand in it before.
 *
 * <p>Held fixed: batch size, workers, and by the seed which question is repeated where. With
 * deduplication the endpoint must see one call for each distinct question, without it one for each
 * question: the count is checked.
 *
 * <p>Would distort it: the longest latency, which a small batch lasts for either way; and a
 * repeated question draws its latency anew when it is asked again.
 *
 * <pre>{@code java -jar target/benchmarks.jar Deduplication}</pre>
 */
@Asks(value = "What does a batch gain when questions repeat?", forEach = "repeatedPercent")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class DeduplicationBenchmark {

  /** A batch with repeated questions. */
  @Benchmark
  public BatchResult repetitive(RepetitiveRun run) {
    return run.predict();
  }
}
