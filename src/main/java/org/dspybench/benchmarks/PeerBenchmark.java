package org.dspybench.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Outcome;
import org.dspybench.benchmarks.state.LadderRun;
import org.dspybench.benchmarks.state.PeerLoopRun;
import org.dspybench.benchmarks.state.PeerRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How do others fare with the same batch? One operation is a batch of real DSPy predictions: by
 * plain CPython in three ways, by a FastAPI sidecar called from Java, each in a process of its own,
 * and by {@code BatchPredictor}.
 *
 * <p>Held fixed: the questions, and with them every latency; DSPy's version, its settings (no
 * cache, no history, no trace, no retries) and its program; proof and warm-up. A peer is written as
 * its documentation advises, and otherwise left as it comes: asyncio's default executor, DSPy's
 * connection pools, Python's garbage collector. The engine {@code lm15} is what DSPy's {@code auto}
 * picks for this endpoint, as long as neither {@code OPENAI_BASE_URL} nor {@code OPENAI_API_BASE}
 * is set.
 *
 * <p>The time of a batch has in it what its user pays: the line of JSON to and from CPython, a
 * request for each question to the sidecar. A question's latency is told by CPython itself, and of
 * the sidecar by the Java client. {@code rss} and {@code cpu.per.prediction} are those of the
 * peer's process; the Java client's CPU is in neither.
 *
 * <p>Would distort it: comparing batches of different sizes, whose ends, when ever fewer questions
 * are left, are different shares of their time; compare shares of the ideal makespan instead.
 *
 * <pre>{@code scripts/bench --peers}</pre>
 */
@Asks("How do others fare with the same batch?")
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class PeerBenchmark {

  /** Plain CPython, one question after another. */
  @Benchmark
  public List<Outcome> loop(PeerLoopRun run) {
    return run.predict();
  }

  /** A peer, with as many questions at once as there are workers. */
  @Benchmark
  public List<Outcome> peer(PeerRun run) {
    return run.predict();
  }

  /** Ours. */
  @Benchmark
  public BatchResult batchPredictor(LadderRun run) {
    return run.predict();
  }
}
