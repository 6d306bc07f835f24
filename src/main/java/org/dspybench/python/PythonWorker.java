package org.dspybench.python;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    return InterpreterThread.cpuTime(thread);
  }

  void joinUntil(long deadlineNanos) {
    InterpreterThread.joinUntil(thread, deadlineNanos);
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
    Task.Begun begun = task.begin();
    try {
      begun.end(
          calls.within(
              begun.context(), () -> turnstile.inside(() -> python.predict(task.inputs()))));
    } catch (RuntimeException | Error e) {
      begun.fail(e);
    }
  }
}
