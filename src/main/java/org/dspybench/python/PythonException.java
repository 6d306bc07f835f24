package org.dspybench.python;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalInt;

/**
 * A Python exception, kept whole: its type, its message, its traceback with all causes, and what it
 * means for a batch. Carries no Java stack trace, which would only show the bridge.
 */
public final class PythonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String type;
  private final String traceback;
  private final int attempts;

  PythonException(
      FailureKind kind, String type, String message, String traceback, OptionalInt attempts) {
    super(message, null, false, false);
    this.kind = kind;
    this.type = type;
    this.traceback = traceback;
    this.attempts = attempts.orElse(0);
  }

  /** A failure between the two languages, such as a reply that cannot be read. */
  static PythonException ofBridge(Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    return new PythonException(
        FailureKind.BRIDGE,
        cause.getClass().getName(),
        String.valueOf(cause.getMessage()),
        trace.toString(),
        OptionalInt.empty());
  }

  /** What the exception means for the question that met it. */
  public FailureKind kind() {
    return kind;
  }

  /** Qualified name of the Python class, such as {@code dspy.utils.exceptions.LMRateLimitError}. */
  public String type() {
    return type;
  }

  /** Python's own traceback, with the chain of causes. */
  public String traceback() {
    return traceback;
  }

  /**
   * Attempts made for the LM call that failed; empty where the transport retries by itself and does
   * not say how often, or where no call was made.
   */
  public OptionalInt attempts() {
    return attempts == 0 ? OptionalInt.empty() : OptionalInt.of(attempts);
  }
}
