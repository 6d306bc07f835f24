package org.dspybench.benchmarks.control;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dspybench.batch.Outcome;
import org.dspybench.benchmarks.Asks;
import org.dspybench.benchmarks.state.BareThreadPool;
import org.dspybench.benchmarks.state.OverheadRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does the predictor itself cost per question? A program that returns at once, without an LM,
 * run by the predictor, and run by a bare thread pool that does nothing else.
 *
 * <p>Held fixed: program, questions, and the number of threads. {@code cpu.per.question} is the CPU
 * time of the whole process, in which the work of Python is the same for all; what the predictor's
 * exceeds the bare pool's by is the predictor's own: its futures, deduplication, deadlines and
 * metrics, the turnstile before the interpreter, and the JSON between the two languages.
 *
 * <p>Would distort it: a second core. Threads on two cores may wrest the interpreter lock from each
 * other at every question or hardly ever, for reasons of the scheduler's; the bare pool's figure is
 * then anything from 12 to 50 us, and the difference of two such figures means nothing. So bind the
 * run to one core. A short warm-up distorts it too, for the compiler's threads are in the figure.
 *
 * <pre>{@code taskset -c 0 java -jar target/benchmarks.jar PredictorOverhead}</pre>
 */
@Asks("What does the predictor itself cost per question?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(2)
@Warmup(iterations = 30)
@Measurement(iterations = 20)
public class PredictorOverheadBenchmark {

  /** All questions at once, outcomes in their order. */
  @Benchmark
  public List<Outcome> predictBatch(OverheadRun run) throws Exception {
    return run.predictBatch();
  }

  /** Questions as they are read, outcomes as they are completed. */
  @Benchmark
  public List<Outcome> predictStream(OverheadRun run) throws Exception {
    return run.predictStream();
  }

  /** The same JSON to the same program, and the reply back. */
  @Benchmark
  public List<String> bareThreadPool(BareThreadPool run) throws Exception {
    return run.predict();
  }
}
