package org.dspybench.python;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import jep.Interpreter;
import jep.python.PyCallable;
import jep.python.PyObject;

/** One thread with its attached interpreter, which takes tasks until it meets an empty one. */
final class PythonWorker {

  private final PythonInterpreter interpreter;
  private final PyObject session;
  private final Turnstile turnstile;
  private final BlockingQueue<Optional<Task>> queue;
  private final CompletableFuture<Void> ready = new CompletableFuture<>();
  private final Thread thread;

  PythonWorker(
      int number,
      PythonInterpreter interpreter,
      PyObject session,
      Turnstile turnstile,
      BlockingQueue<Optional<Task>> queue) {
    this.interpreter = interpreter;
    this.session = session;
    this.turnstile = turnstile;
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
    try (Interpreter python = interpreter.attach();
        PyCallable enter = session.getAttr("enter", PyCallable.class);
        PyCallable predict = session.getAttr("predict", PyCallable.class);
        PyCallable leave = session.getAttr("leave", PyCallable.class)) {
      enter.call();
      ready.complete(null);
      for (Optional<Task> task = queue.take(); task.isPresent(); task = queue.take()) {
        task.get().answer(predict, turnstile);
      }
      leave.call();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      ready.completeExceptionally(e);
    }
  }

  /**
   * A question on its way to a worker.
   *
   * @param inputs the input fields, as a JSON object
   * @param submitted when it was asked, on the clock of {@link System#nanoTime()}
   * @param reply what comes of it
   */
  record Task(String inputs, long submitted, CompletableFuture<Reply> reply) {

    void answer(PyCallable predict, Turnstile turnstile) {
      long started = System.nanoTime();
      try {
        String envelope = turnstile.inside(() -> predict.callAs(String.class, inputs));
        reply.complete(ReplyReader.read(envelope, timing(started)));
      } catch (RuntimeException | Error e) {
        reply.complete(new Reply.Raised(PythonException.ofBridge(e), timing(started)));
      }
    }

    private Reply.Timing timing(long started) {
      return new Reply.Timing(submitted, started, System.nanoTime());
    }
  }
}
