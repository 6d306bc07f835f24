package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.dspybench.batch.Question;
import org.dspybench.benchmarks.profile.LastIteration;
import org.dspybench.lm.LmCalls;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.python.PythonSession;
import org.dspybench.python.SessionSettings;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A fixed thread pool of the JDK whose threads hand the questions of a batch, as JSON written
 * beforehand, to a program that returns at once. The least that anybody must do.
 */
@State(Scope.Benchmark)
public class BareThreadPool {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Questions in a batch. */
  @Param("5000")
  public int batchSize;

  /** Threads of the pool. */
  @Param("10")
  public int workers;

  private final CpuMeter cpu = new CpuMeter();
  private List<String> texts;
  private List<String> inputs;
  private List<String> replies;
  private LmCalls calls;
  private PythonSession session;
  private final ThreadLocal<PythonSession.Attachment> python =
      ThreadLocal.withInitial(() -> session.attach());
  private ExecutorService threads;

  /** Loads the program and makes the pool. */
  @Setup(Level.Trial)
  public void open() {
    List<Question> questions = Questions.first(batchSize);
    texts = questions.stream().map(EmptyProgram::text).toList();
    inputs = texts.stream().map(text -> "{\"question\":\"" + text + "\"}").toList();
    calls = new LmCalls(new CallLimit.Fixed(workers), TIMEOUT, RetryPolicy.NONE, 0);
    session =
        PythonSession.open(
            PythonEnvironment.find(Optional.empty()),
            new SessionSettings(
                EmptyProgram.NAME,
                Optional.empty(),
                Transport.JAVA,
                EmptyProgram.NOWHERE,
                TIMEOUT,
                workers,
                OptionalDouble.empty(),
                OptionalInt.empty(),
                Set.of()),
            calls);
    threads = Executors.newFixedThreadPool(workers, this::attached);
  }

  private Thread attached(Runnable tasks) {
    return PythonSession.thread(
        "bare-thread",
        () -> {
          tasks.run();
          python.get().close();
        });
  }

  /** The measured operation. */
  public List<String> predict() throws Exception {
    replies = cpu.during(this::replies);
    return replies;
  }

  private List<String> replies() throws Exception {
    List<Future<String>> futures = new ArrayList<>(batchSize);
    for (String json : inputs) {
      futures.add(threads.submit(() -> python.get().predict(json)));
    }
    List<String> got = new ArrayList<>(batchSize);
    for (Future<String> future : futures) {
      got.add(future.get());
    }
    return got;
  }

  /** Throws unless each question got its answer. */
  @TearDown(Level.Iteration)
  public void check() {
    for (int i = 0; i < batchSize; i++) {
      String expected = "{\"fields\":{\"answer\":\"" + texts.get(i) + "\"}}";
      if (!replies.get(i).equals(expected)) {
        throw new IllegalStateException(replies.get(i) + " is no answer to " + inputs.get(i));
      }
    }
    LastIteration.publish(List.of(cpu.perQuestion(batchSize)));
  }

  /** Ends the threads, and what they were attached to. */
  @TearDown(Level.Trial)
  public void close() throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("a thread of the pool does not end");
    }
    session.close();
    calls.close();
  }
}
