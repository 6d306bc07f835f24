package org.dspybench.python;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.dspybench.lm.CallContext;
import org.dspybench.lm.LmCalls;
import org.dspybench.lm.Transport;

/**
 * Threads attached to the interpreter, each running one prediction at a time of one program.
 * Thread-safe. The owner closes it; the rules for calls stay the caller's to close.
 */
final class PythonWorkers implements Predictions {

  /** Threads that the turnstile lets in: one computes, one stands ready. */
  private static final int PLACES = 2;

  private final Turnstile turnstile;
  private final PythonSession session;
  private final LinkedBlockingQueue<Optional<Task>> queue;
  private final List<PythonWorker> workers;
  private volatile boolean closed;

  private PythonWorkers(
      Turnstile turnstile,
      PythonSession session,
      LinkedBlockingQueue<Optional<Task>> queue,
      List<PythonWorker> workers) {
    this.turnstile = turnstile;
    this.session = session;
    this.queue = queue;
    this.workers = workers;
  }

  /**
   * Starts Python if need be, loads the program, and starts the workers.
   *
   * @param environment where DSPy is installed
   * @param settings what to run
   * @param calls the rules that all calls of the model follow
   * @throws PythonUnavailableException when the interpreter cannot start
   * @throws PythonException when DSPy or the program cannot be loaded
   */
  static PythonWorkers start(
      PythonEnvironment environment, SessionSettings settings, LmCalls calls) {
    int count = settings.workers();
    int places = settings.transport() == Transport.JAVA ? PLACES : count;
    Turnstile turnstile = new Turnstile(places);
    PythonSession session = PythonSession.open(environment, settings, calls, turnstile, count);
    LinkedBlockingQueue<Optional<Task>> queue = new LinkedBlockingQueue<>();
    PythonWorkers workers =
        new PythonWorkers(
            turnstile,
            session,
            queue,
            IntStream.range(0, count)
                .mapToObj(i -> new PythonWorker(i, session, turnstile, calls, queue))
                .toList());
    try {
      workers.workers.forEach(PythonWorker::awaitReady);
      return workers;
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  @Override
  public CompletableFuture<Reply> predict(String inputs, Supplier<CallContext> context) {
    Task task = Task.of(inputs, context);
    queue.add(Optional.of(task));
    if (closed) {
      // It may stand behind the tasks that end the workers, where nobody would take it.
      task.reply().cancel(false);
    }
    return task.reply();
  }

  @Override
  public Duration cpuTime() {
    return workers.stream()
        .map(PythonWorker::cpuTime)
        .reduce(Duration.ZERO, Duration::plus)
        .minus(turnstile.cpuTimeOutside());
  }

  /**
   * Ends the workers when they are done with the question at hand; questions that wait are
   * cancelled. A worker that does not come back in ten seconds is left to end with the JVM.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    List<Optional<Task>> waiting = new ArrayList<>();
    queue.drainTo(waiting);
    waiting.stream().flatMap(Optional::stream).forEach(task -> task.reply().cancel(false));
    workers.forEach(worker -> queue.add(Optional.empty()));
    long deadline = System.nanoTime() + InterpreterThread.CLOSING_TIME.toNanos();
    workers.forEach(worker -> worker.joinUntil(deadline));
    session.close();
  }
}
