package org.dspybench.benchmarks;

import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.benchmarks.state.LadderRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many workers are enough? One operation is a batch of as many questions for each worker, so
 * that without any cost of concurrency every rung of the ladder would take the same time.
 *
 * <p>Held fixed: the questions for each worker, the latency profile and its seed; and the heap,
 * every page of which is touched before: what memory grows by is what calls take outside of it.
 *
 * <p>Would distort it: batches of one size. With 200 workers their end, when ever fewer questions
 * are left, would be most of the time.
 *
 * <pre>{@code java -jar target/benchmarks.jar Scalability -p workers=1,8,64 -rf json}</pre>
 */
@Asks(value = "How many workers are enough?", forEach = "transport")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 2,
    jvmArgsPrepend = {"-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch"})
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ScalabilityBenchmark {

  /** As many questions at once as there are workers. */
  @Benchmark
  public BatchResult ladder(LadderRun run) {
    return run.predict();
  }
}
