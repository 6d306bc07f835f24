package org.dspybench.benchmarks.control;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dspybench.benchmarks.Asks;
import org.dspybench.benchmarks.state.JavaOnlyRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What would the calls alone take? As many calls as a batch has questions, made by the Java HTTP
 * client from as many threads as there would be workers, without Python: the floor that no way of
 * calling DSPy can beat.
 *
 * <p>Would distort it: nothing of ours; what it shows over the ideal makespan is the client, the
 * simulator and the machine.
 *
 * <pre>{@code java -jar target/benchmarks.jar EndpointControl}</pre>
 */
@Asks("What would the calls alone take, without Python?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
public class EndpointControlBenchmark {

  /** The calls of one batch. */
  @Benchmark
  public long calls(JavaOnlyRun run) throws InterruptedException, ExecutionException {
    return run.call();
  }
}
