package org.dspybench.benchmarks;

import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.benchmarks.state.ConcurrentRun;
import org.dspybench.benchmarks.state.SequentialRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a batch gain from W workers? One operation is one whole batch of real DSPy predictions.
 *
 * <p>Held fixed: the questions, and with them, through the simulator's seed, every latency. The
 * sequential and the concurrent batch wait for the very same answers.
 *
 * <p>Would distort it: a simulator near its ceiling (it runs in a JVM of its own; see the control
 * benchmarks for the floor), DSPy's cache and history (both off), and a neighbour on the machine
 * (each row records the CPU time stolen meanwhile).
 *
 * <pre>{@code java -jar target/benchmarks.jar BatchSpeedup -p batchSize=50 -p transport=java}</pre>
 */
@Asks(
    value = "What does a batch gain from W workers?",
    forEach = {"batchSize", "transport"})
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class BatchSpeedupBenchmark {

  /** One question after another: the baseline. */
  @Benchmark
  public BatchResult sequential(SequentialRun run) {
    return run.predict();
  }

  /** As many questions at once as there are workers. */
  @Benchmark
  public BatchResult concurrent(ConcurrentRun run) {
    return run.predict();
  }
}
