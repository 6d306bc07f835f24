package org.dspybench.benchmarks;

import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.benchmarks.state.InstantRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Which transport has the highest ceiling? The endpoint answers at once, so that what is left is
 * the work of DSPy, of the transport and of the bridge, most of it under the interpreter lock.
 *
 * <p>Held fixed: the questions and the worker count. One operation is one whole batch.
 *
 * <p>Would distort it: the simulator, which takes its share of the same cores; compare with {@code
 * control.EndpointControlBenchmark}, which makes the same number of calls without Python.
 *
 * <pre>{@code java -jar target/benchmarks.jar TransportBenchmark -p workers=10}</pre>
 */
@Asks("Which transport has the highest ceiling?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class TransportBenchmark {

  /** A batch against an endpoint without latency. */
  @Benchmark
  public BatchResult instant(InstantRun run) {
    return run.predict();
  }
}
