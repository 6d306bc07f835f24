package org.dspybench.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import jep.Interpreter;
import jep.python.PyCallable;
import jep.python.PyObject;
import org.dspybench.lm.LmClient;
import org.dspybench.lm.Transport;

/**
 * Threads attached to the interpreter, each running one prediction at a time of one program.
 * Thread-safe. The owner closes it; the LM client stays the caller's to close.
 */
public final class PythonWorkers implements AutoCloseable {

  /** Threads that the turnstile lets in: one computes, one stands ready. */
  private static final int PLACES = 2;

  private static final Duration CLOSING_TIME = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LinkedBlockingQueue<Optional<PythonWorker.Task>> queue;
  private final List<PythonWorker> workers;
  private volatile boolean closed;

  private PythonWorkers(
      LinkedBlockingQueue<Optional<PythonWorker.Task>> queue, List<PythonWorker> workers) {
    this.queue = queue;
    this.workers = workers;
  }

  /**
   * Starts Python if need be, loads the program, and starts the workers.
   *
   * @param environment where DSPy is installed
   * @param settings what to run
   * @param client makes the calls of the transport {@code java}
   * @param count number of threads, at least 1
   * @throws PythonUnavailableException when the interpreter cannot start
   * @throws PythonException when DSPy or the program cannot be loaded
   */
  public static PythonWorkers start(
      PythonEnvironment environment, SessionSettings settings, LmClient client, int count) {
    if (count < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + count);
    }
    PythonInterpreter interpreter = PythonInterpreter.of(environment);
    int places = settings.transport() == Transport.JAVA ? PLACES : count;
    Turnstile turnstile = new Turnstile(places);
    CallFromPython call = new CallFromPython(client, turnstile);
    PyObject session =
        interpreter.onMainThread(
            python -> openSession(python, write(settings.json()), call, switchInterval(count)));
    LinkedBlockingQueue<Optional<PythonWorker.Task>> queue = new LinkedBlockingQueue<>();
    PythonWorkers workers =
        new PythonWorkers(
            queue,
            IntStream.range(0, count)
                .mapToObj(i -> new PythonWorker(i, interpreter, session, turnstile, queue))
                .toList());
    try {
      workers.workers.forEach(PythonWorker::awaitReady);
      return workers;
    } catch (RuntimeException e) {
      workers.close();
      throw e;
    }
  }

  /**
   * How long, in seconds, a thread may wait for the interpreter lock before it asks the one that
   * computes to give way. Python's default of 5 ms is the time of ten predictions. But each waiting
   * thread wakes up that often, so that many of them need a longer one. Counted are all workers,
   * also where a turnstile stands before the lock: they may have gone past it.
   */
  private static double switchInterval(int workers) {
    return Math.min(0.020, Math.max(0.0005, workers * 0.0001));
  }

  private static PyObject openSession(
      Interpreter python, String settings, CallFromPython call, double switchInterval) {
    python.exec("from dspybench import worker");
    try (PyObject module = python.getValue("worker", PyObject.class);
        PyCallable tune = module.getAttr("set_switch_interval", PyCallable.class);
        PyCallable open = module.getAttr("open_session", PyCallable.class)) {
      tune.call(switchInterval);
      Object opened = open.call(settings, call);
      if (opened instanceof String failure) {
        throw ReplyReader.readFailure(failure);
      }
      return (PyObject) opened;
    }
  }

  /**
   * Asks for one prediction. Questions are taken in the order in which they were asked.
   *
   * @param inputs input fields of the program; values in the types that JSON has
   * @return completes on a worker's thread; is cancelled when the workers close first
   */
  public CompletableFuture<Reply> predict(Map<String, Object> inputs) {
    long now = System.nanoTime();
    String json;
    try {
      json = write(inputs);
    } catch (IllegalArgumentException e) {
      Reply.Timing never = new Reply.Timing(now, now, now);
      return CompletableFuture.completedFuture(
          new Reply.Raised(PythonException.ofBridge(e), never));
    }
    PythonWorker.Task task = new PythonWorker.Task(json, now, new CompletableFuture<>());
    queue.add(Optional.of(task));
    if (closed) {
      // It may stand behind the tasks that end the workers, where nobody would take it.
      task.reply().cancel(false);
    }
    return task.reply();
  }

  /** CPU time that the worker threads have used since they started. */
  public Duration cpuTime() {
    return workers.stream().map(PythonWorker::cpuTime).reduce(Duration.ZERO, Duration::plus);
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
    List<Optional<PythonWorker.Task>> waiting = new ArrayList<>();
    queue.drainTo(waiting);
    waiting.stream().flatMap(Optional::stream).forEach(task -> task.reply().cancel(false));
    workers.forEach(worker -> queue.add(Optional.empty()));
    long deadline = System.nanoTime() + CLOSING_TIME.toNanos();
    workers.forEach(worker -> worker.joinUntil(deadline));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a value that JSON has: " + e.getOriginalMessage(), e);
    }
  }
}
