package org.dspybench.python;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.dspybench.lm.CallContext;
import org.dspybench.lm.LmCalls;

/** One thread with its attached interpreter, which takes tasks until it meets an empty one. */
final class PythonWorker {

  private final PythonSession session;
  private final Turnstile turnstile;
  private final LmCalls calls;
  private final BlockingQueue<Optional<Task>> queue;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Thread thread;

  PythonWorker(
      int number,
      PythonSession session,
      Turnstile turnstile,
      LmCalls calls,
      BlockingQueue<Optional<Task>> queue) {
    this.session = session;
    this.turnstile = turnstile;
    this.calls = calls;
    this.queue = queue;
    this.thread = InterpreterThread.of("python-worker-" + number, this::run);
    thread.start();
  }

  /** Waits until the thread can take questions. Throws what kept it from starting. */
  void awaitReady() {
    try {
      ready.join();
    } catch (CompletionException e) {
      throw new PythonUnavailableException(thread.getName() + " cannot start: " + e.getCause(), e);
    }
  }

  Duration cpuTime() {
    long nanos = ManagementFactory.getThreadMXBean().getThreadCpuTime(thread.getId());
    return Duration.ofNanos(Math.max(0, nanos));
  }

  void joinUntil(long deadlineNanos) {
    try {
      TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadlineNanos - System.nanoTime()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (PythonSession.Attachment python = session.attach()) {
      ready.complete(null);
      for (Optional<Task> task = queue.take(); task.isPresent(); task = queue.take()) {
        answer(task.get(), python);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      ready.completeExceptionally(e);
    }
  }

  private void answer(Task task, PythonSession.Attachment python) {
    if (task.reply().isDone()) {
      return;
    }
    long started = System.nanoTime();
    CallContext context = task.context().get();
    try {
      String envelope =
          calls.within(context, () -> turnstile.inside(() -> python.predict(task.inputs())));
      task.reply().complete(ReplyReader.read(envelope, task.endingNow(started)));
    } catch (RuntimeException | Error e) {
      PythonException exception = PythonException.ofBridge(e);
      task.reply().complete(new Reply.Raised(exception, task.endingNow(started)));
    }
  }

  /**
   * A prediction on its way to a worker.
   *
   * @param inputs the input fields, as a JSON object
   * @param context asked for when the prediction begins
   * @param submitted when it was asked for, on the clock of {@link System#nanoTime()}
   * @param reply what comes of it
   */
  record Task(
      String inputs,
      Supplier<CallContext> context,
      long submitted,
      CompletableFuture<Reply> reply) {

    Reply.Timing endingNow(long started) {
      return new Reply.Timing(submitted, started, System.nanoTime());
    }
  }
}
