package org.dspybench.benchmarks.control;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.benchmarks.Asks;
import org.dspybench.benchmarks.state.EmptyProgramRun;
import org.dspybench.benchmarks.state.Questions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does going to Python and back cost? A DSPy program that returns at once, without an LM, and
 * a batch without questions: the shares of the bridge and of the predictor in every other figure.
 *
 * <p>Would distort it: a short run, because both the JVM's and Python's start are in the first
 * iterations.
 *
 * <pre>{@code java -jar target/benchmarks.jar CrossingControl}</pre>
 */
@Asks("What does going to Python and back cost, and what an empty batch?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5)
@Measurement(iterations = 10)
public class CrossingControlBenchmark {

  /** A batch of empty Python calls. */
  @Benchmark
  public BatchResult emptyProgram(EmptyProgramRun run, Questions questions) {
    return run.predict(questions.all());
  }

  /** A batch of no questions. */
  @Benchmark
  public BatchResult emptyBatch(EmptyProgramRun run) {
    return run.predict(List.of());
  }
}
