package org.dspybench.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jep.Interpreter;
import jep.python.PyCallable;
import jep.python.PyObject;
import org.dspybench.lm.LmCalls;
import org.dspybench.lm.LmClient;

/**
 * A program loaded into the interpreter, for threads that attach themselves to it. Whoever wants
 * them started, ended and kept in order takes {@link PythonWorkers}, which are built on this.
 *
 * <p>Thread-safe. The owner closes it when no thread is attached any more.
 */
public final class PythonSession implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final PythonInterpreter interpreter;
  private final LmClient client;
  private final PyObject session;

  private PythonSession(PythonInterpreter interpreter, LmClient client, PyObject session) {
    this.interpreter = interpreter;
    this.client = client;
    this.session = session;
  }

  /**
   * Starts Python if need be, and loads a program for threads that come in as they like.
   *
   * @param environment where DSPy is installed
   * @param settings what to run; its workers are the threads that there will be
   * @param calls the rules that all calls of the model follow; the caller's to close
   * @throws PythonUnavailableException when the interpreter cannot start
   * @throws PythonException when DSPy or the program cannot be loaded
   */
  public static PythonSession open(
      PythonEnvironment environment, SessionSettings settings, LmCalls calls) {
    int threads = settings.workers();
    return open(environment, settings, calls, new Turnstile(threads), threads);
  }

  /** Loads a program for so many threads, which go in and out through a turnstile. */
  static PythonSession open(
      PythonEnvironment environment,
      SessionSettings settings,
      LmCalls calls,
      Turnstile turnstile,
      int threads) {
    PythonInterpreter interpreter = PythonInterpreter.of(environment);
    LmClient client = new LmClient(settings.endpoint(), calls);
    CallFromPython fromPython = new CallFromPython(client, turnstile);
    return new PythonSession(
        interpreter,
        client,
        interpreter.onMainThread(
            python -> {
              setSwitchInterval(python, threads);
              return load(python, settings.json(), fromPython, calls);
            }));
  }

  /**
   * Sets how long a thread may wait for the interpreter lock before it asks the one that computes
   * to give way. Python's default of 5 ms is the time of ten predictions, and a prediction waits so
   * long several times where a thread of the program's computes beside it. But each waiting thread
   * wakes up that often, so that many of them need a longer one. Counted are all threads, also
   * where a turnstile stands before the lock: they may have gone past it.
   */
  private static void setSwitchInterval(Interpreter python, int threads) {
    double seconds = Math.min(0.020, Math.max(0.0005, threads * 0.00005));
    python.exec("from dspybench import worker");
    try (PyObject module = python.getValue("worker", PyObject.class);
        PyCallable tune = module.getAttr("set_switch_interval", PyCallable.class)) {
      tune.call(seconds);
    }
  }

  private static PyObject load(
      Interpreter python, SessionSettings.Json settings, CallFromPython client, LmCalls calls) {
    try (PyObject module = python.getValue("worker", PyObject.class);
        PyCallable open = module.getAttr("open_session", PyCallable.class)) {
      Object opened = open.call(write(settings), client, calls);
      if (opened instanceof String failure) {
        throw ReplyReader.readFailure(failure);
      }
      return (PyObject) opened;
    }
  }

  private static String write(SessionSettings.Json settings) {
    try {
      return JSON.writeValueAsString(settings);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the calls of the transport {@code java}. */
  LmClient client() {
    return client;
  }

  /**
   * Attaches the calling thread, which should have been given a stack as {@link #thread} gives it.
   */
  public Attachment attach() {
    Interpreter python = interpreter.attach();
    try {
      return new Attachment(python);
    } catch (RuntimeException | Error e) {
      python.close();
      throw e;
    }
  }

  /** A daemon thread fit to be attached, not started. */
  public static Thread thread(String name, Runnable task) {
    return InterpreterThread.of(name, task);
  }

  /** Lets go of all connections, those of Java and those that Python keeps. */
  @Override
  public void close() {
    client.close();
    interpreter.onMainThread(
        python -> {
          try (PyCallable close = session.getAttr("close", PyCallable.class)) {
            return close.callAs(String.class);
          } finally {
            session.close();
          }
        });
  }

  /** One thread's way into the interpreter; used and closed by that thread. */
  public final class Attachment implements AutoCloseable {

    private final Interpreter python;
    private final PyCallable predict;

    private Attachment(Interpreter python) {
      this.python = python;
      call("enter");
      this.predict = session.getAttr("predict", PyCallable.class);
    }

    /**
     * Runs the program once, whatever other threads do.
     *
     * @param inputs input fields of the program, as a JSON object
     * @return the output fields or the failure, as {@code worker.py} writes them
     */
    public String predict(String inputs) {
      return predict.callAs(String.class, inputs);
    }

    /**
     * Prepares a loop that makes predictions on this thread.
     *
     * @param strategy label of the strategy
     * @param board where it finds them
     * @throws PythonException when the program cannot be run in this way
     */
    Loop loop(String strategy, Board board) {
      python.exec("from dspybench import worker");
      try (PyObject module = python.getValue("worker", PyObject.class);
          PyCallable open = module.getAttr("open_loop", PyCallable.class)) {
        Object opened = open.call(session, strategy, board);
        if (opened instanceof String failure) {
          throw ReplyReader.readFailure(failure);
        }
        return new Loop((PyObject) opened);
      }
    }

    @Override
    public void close() {
      try (python) {
        predict.close();
        call("leave");
      }
    }

    private void call(String method) {
      try (PyCallable callable = session.getAttr(method, PyCallable.class)) {
        callable.call();
      }
    }
  }

  /** A loop in the interpreter; used and closed by the thread that is to run it. */
  static final class Loop implements AutoCloseable {

    private final PyObject loop;

    private Loop(PyObject loop) {
      this.loop = loop;
    }

    /**
     * Makes predictions until the board says that it is over.
     *
     * @throws PythonException when the loop broke
     */
    void run() {
      try (PyCallable run = loop.getAttr("run", PyCallable.class)) {
        String failure = run.callAs(String.class);
        if (!failure.isEmpty()) {
          throw ReplyReader.readFailure(failure);
        }
      }
    }

    @Override
    public void close() {
      loop.close();
    }
  }
}
