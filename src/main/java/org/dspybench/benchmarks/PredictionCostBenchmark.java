package org.dspybench.benchmarks;

import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.benchmarks.state.AnsweredRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a prediction compute, and what does a trim save of it? DSPy writes the prompt and reads
 * the answer, and the engine of the transport {@code java} the request and the reply; the answer
 * itself is there at once, in Python. So nothing waits, no call leaves the interpreter, and its
 * caches stay warm: the least that a prediction can cost under the lock.
 *
 * <p>Held fixed: the questions, and the answer to them.
 *
 * <p>Would distort it: comparing it with a run that waits. A thread that slept for ten milliseconds
 * finds its caches cold, and computes the same prediction in two to four times the CPU time,
 * without any JVM too.
 *
 * <pre>{@code java -jar target/benchmarks.jar PredictionCost -p trims=none,all}</pre>
 */
@Asks("What does a prediction compute under the interpreter lock, and what does a trim save of it?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class PredictionCostBenchmark {

  /** A batch of predictions whose answers are there already. */
  @Benchmark
  public BatchResult answered(AnsweredRun run) {
    return run.predict();
  }
}
