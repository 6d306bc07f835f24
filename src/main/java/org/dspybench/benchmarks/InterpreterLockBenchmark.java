package org.dspybench.benchmarks;

import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.benchmarks.state.NeighbouredRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a Python thread that computes all the time add to the latency of predictions? Each time
 * that a prediction comes back from Java it needs the interpreter lock, and waits until the busy
 * thread gives it up: after Python's switch interval.
 *
 * <p>Held fixed: the questions, the workers, the latency of each answer; take a long one: where
 * workers keep the interpreter half busy by themselves, what they add to each other varies by more
 * than what is asked for. Latencies that differ, as of the profile {@code uniform}, are what a
 * provider has. With {@code constant} the workers fall in step: all their answers come at once, so
 * that they wait for each other too, whatever the switch interval.
 *
 * <p>Would distort it: a batch that is over before the lock was fought for; that the busy thread
 * takes a core besides, which a machine of two feels. So a Java thread is the control: it takes the
 * core, and never the lock.
 *
 * <pre>{@code
 * java -jar target/benchmarks.jar InterpreterLock -p profile=uniform -p timeScale=0.0667
 * }</pre>
 */
@Asks("What does a Python thread that computes beside them add to the latency of predictions?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class InterpreterLockBenchmark {

  /** A batch beside busy threads, or none. */
  @Benchmark
  public BatchResult neighboured(NeighbouredRun run) {
    return run.predict();
  }
}
