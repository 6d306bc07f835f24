package org.dspybench.python;

import java.util.Map;

/** What came of one prediction, and when. */
public sealed interface Reply {

  /** When the prediction was asked for, begun and ended. */
  Timing timing();

  /**
   * The program returned.
   *
   * @param fields all output fields, in the program's order
   */
  record Returned(Map<String, Object> fields, Timing timing) implements Reply {}

  /** The program raised an exception. */
  record Raised(PythonException exception, Timing timing) implements Reply {}

  /**
   * Instants on the clock of {@link System#nanoTime()}.
   *
   * @param submitted when the question was handed over
   * @param started when a worker took it
   * @param finished when the worker was done with it
   */
  record Timing(long submitted, long started, long finished) {}
}
