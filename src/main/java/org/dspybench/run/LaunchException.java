package org.dspybench.run;

import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.BenchmarkException;
import org.openjdk.jmh.runner.RunnerException;

/** A benchmark threw, or its JVM died. The message says why, in one line. */
public final class LaunchException extends Exception {

  private static final long serialVersionUID = 1L;

  /** A benchmark can tell all of the simulator's figures. */
  private static final int LONGEST = 200;

  private LaunchException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** JMH neither failed nor gave a result. */
  static LaunchException withoutResult() {
    return new LaunchException("JMH gave no result", null);
  }

  /**
   * What a benchmark made of JMH's run.
   *
   * @throws RunnerException the exception itself, where it is no benchmark that failed but JMH
   */
  static LaunchException of(RunnerException exception) throws RunnerException {
    if (!(exception.getCause() instanceof BenchmarkException failure)) {
      throw exception;
    }
    Throwable[] causes = failure.getSuppressed();
    return new LaunchException(reason(causes.length == 0 ? failure : causes[0]), exception);
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    String line = message.lines().findFirst().orElseGet(cause::toString);
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
