package org.dspybench.python;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import jep.Interpreter;
import jep.python.PyCallable;
import jep.python.PyObject;

/**
 * The lock of the interpreter that runs in this JVM: watched, kept busy, and made to change hands
 * at another pace. For measurements; predictions need none of it. Thread-safe.
 */
public final class InterpreterLock {

  private final PythonInterpreter interpreter;

  private InterpreterLock(PythonInterpreter interpreter) {
    this.interpreter = interpreter;
  }

  /**
   * The lock of this JVM's Python.
   *
   * @throws IllegalStateException when no session was opened yet
   */
  public static InterpreterLock ofRunningPython() {
    return new InterpreterLock(
        PythonInterpreter.running()
            .orElseThrow(() -> new IllegalStateException("no Python runs in this JVM")));
  }

  /**
   * Begins to sample how much waiting there is. Empty where the package {@code gilknocker} is not
   * installed, and for a Python without the lock.
   */
  public Optional<Contention> watch() {
    return interpreter.onMainThread(
        python ->
            Optional.ofNullable(call(python, "lock", "watch", watch -> (PyObject) watch.call()))
                .map(knocker -> new Contention(interpreter, knocker)));
  }

  /** Starts Python threads that compute all the time; the caller ends them. */
  public BusyThreads occupy(int threads) {
    return interpreter.onMainThread(
        python ->
            new BusyThreads(
                interpreter,
                call(python, "lock", "BusyThreads", start -> (PyObject) start.call(threads))));
  }

  /**
   * Sets after how long a thread that waits for the lock asks the one that has it to give way.
   * Opening a session sets it anew.
   */
  public void switchEvery(Duration interval) {
    interpreter.onMainThread(
        python ->
            call(
                python,
                "worker",
                "set_switch_interval",
                set -> set.call(interval.toNanos() / 1e9)));
  }

  private static <T> T call(
      Interpreter python, String module, String function, Function<PyCallable, T> use) {
    python.exec("from dspybench import " + module);
    try (PyObject imported = python.getValue(module, PyObject.class);
        PyCallable callable = imported.getAttr(function, PyCallable.class)) {
      return use.apply(callable);
    }
  }

  private static void callAndClose(
      PythonInterpreter interpreter, PyObject object, String lastMethod) {
    interpreter.onMainThread(
        python -> {
          try (object;
              PyCallable last = object.getAttr(lastMethod, PyCallable.class)) {
            return Optional.ofNullable(last.call());
          }
        });
  }

  /** How much threads wait for the lock. The owner closes it. */
  public static final class Contention implements AutoCloseable {

    /** A shorter time holds too few samples. */
    public static final Duration SHORTEST = Duration.ofMillis(500);

    private final PythonInterpreter interpreter;
    private final PyObject knocker;

    private Contention(PythonInterpreter interpreter, PyObject knocker) {
      this.interpreter = interpreter;
      this.knocker = knocker;
    }

    /** Forgets all samples. */
    public void reset() {
      interpreter.onMainThread(
          python -> {
            try (PyCallable reset = knocker.getAttr("reset_contention_metric", PyCallable.class)) {
              return Optional.ofNullable(reset.call());
            }
          });
    }

    /** Share of the sampled time in which a thread that wanted the lock had to wait, 0 to 1. */
    public double share() {
      return interpreter.onMainThread(python -> knocker.getAttr("contention_metric", Double.class));
    }

    @Override
    public void close() {
      callAndClose(interpreter, knocker, "stop");
    }
  }

  /** Python threads that compute until they are closed. */
  public static final class BusyThreads implements AutoCloseable {

    private final PythonInterpreter interpreter;
    private final PyObject threads;

    private BusyThreads(PythonInterpreter interpreter, PyObject threads) {
      this.interpreter = interpreter;
      this.threads = threads;
    }

    @Override
    public void close() {
      callAndClose(interpreter, threads, "stop");
    }
  }
}
