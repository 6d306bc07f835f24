package org.dspybench.python;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import jep.Interpreter;
import jep.JepConfig;
import jep.MainInterpreter;
import jep.PyConfig;
import jep.SharedInterpreter;
import org.jspecify.annotations.Nullable;

/**
 * The one CPython interpreter that a JVM can have: started once, never ended, because neither
 * CPython nor Jep can start a second one in the same process. Its first thread does what must be
 * done by one thread only, such as imports; the workers attach to it.
 */
final class PythonInterpreter {

  private static final Object LOCK = new Object();
  private static @Nullable PythonInterpreter started;
  private static @Nullable String failure;

  private final PythonEnvironment environment;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> InterpreterThread.of("python-main", task));
  private final Interpreter root;

  private PythonInterpreter(PythonEnvironment environment) {
    this.environment = environment;
    this.root = call(() -> startPython(environment));
  }

  /**
   * The interpreter of this JVM, started now if it was not yet.
   *
   * @throws PythonUnavailableException when it cannot start, or runs another environment already
   */
  static PythonInterpreter of(PythonEnvironment environment) {
    synchronized (LOCK) {
      if (failure != null) {
        throw new PythonUnavailableException(failure);
      }
      if (started == null) {
        started = start(environment);
      } else if (!started.environment.executable().equals(environment.executable())) {
        throw new PythonUnavailableException(
            "this JVM runs "
                + started.environment.executable()
                + " already and cannot run "
                + environment.executable()
                + " too; use another JVM");
      }
      return started;
    }
  }

  /** The interpreter of this JVM; empty when none was started. */
  static Optional<PythonInterpreter> running() {
    synchronized (LOCK) {
      return Optional.ofNullable(started);
    }
  }

  /** Jep cannot try twice: what failed once is told again. */
  private static PythonInterpreter start(PythonEnvironment environment) {
    try {
      return new PythonInterpreter(environment);
    } catch (PythonUnavailableException e) {
      failure = e.getMessage();
      throw e;
    }
  }

  /** Runs an action on the interpreter's first thread and waits for it. */
  <T> T onMainThread(Function<Interpreter, T> action) {
    return call(() -> action.apply(root));
  }

  /** An interpreter for the calling thread, with the same modules; the caller closes it. */
  Interpreter attach() {
    return root.attach(true);
  }

  private <T> T call(Callable<T> action) {
    Future<T> result = thread.submit(action);
    try {
      return result.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException known) {
        throw known;
      }
      throw new PythonUnavailableException("Python cannot be used: " + reason(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PythonUnavailableException("interrupted while waiting for Python", e);
    }
  }

  private static String reason(Throwable exception) {
    Throwable cause = exception.getCause();
    return cause == null ? String.valueOf(exception.getMessage()) : reason(cause);
  }

  private static Interpreter startPython(PythonEnvironment environment) {
    // CPython finds a virtual environment, and with it all packages, from its interpreter's path.
    MainInterpreter.setInitParams(
        PyConfig.python().setProgramName(environment.executable().toString()));
    MainInterpreter.setJepLibraryPath(environment.jepLibrary().toString());
    SharedInterpreter.setConfig(new JepConfig().addIncludePaths(PythonSources.unpack().toString()));
    Interpreter root = new SharedInterpreter();
    root.exec("import platform");
    JepVersion.requireSamePython(
        root.getValue("platform.python_version()", String.class), environment);
    return root;
  }
}
