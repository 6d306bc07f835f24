package org.dspybench.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Outcome;
import org.dspybench.benchmarks.state.LadderRun;
import org.dspybench.benchmarks.state.SparkRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do more processes gain, and what does it cost to start them? One operation is a batch: by a
 * job on Spark, whose executors are processes on this machine with an interpreter each, and by one
 * {@code BatchPredictor}.
 *
 * <p>Held fixed: the questions, and with them every latency, and the workers of an executor. The
 * time of a job has all in it that its user waits for: Spark and Python are started, the questions
 * staged, the outcomes written. {@code cluster.asking} is the part in which the endpoint was asked.
 *
 * <p>Would distort it: more executors than cores. Executors, driver and simulator share those that
 * there are, so that two executors on two cores gain less than two machines would.
 *
 * <pre>{@code scripts/bench --spark}</pre>
 */
@Asks("What do more processes gain, and what does it cost to start them?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 0)
@Measurement(iterations = 3)
public class SparkBenchmark {

  /** A job on Spark. */
  @Benchmark
  public List<Outcome> spark(SparkRun run) {
    return run.predict();
  }

  /** One process, which is warm. */
  @Benchmark
  public BatchResult batchPredictor(LadderRun run) {
    return run.predict();
  }
}
