package org.dspybench.python;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * A Python exception, kept whole: its type, its message, its traceback with all causes, and what it
 * means for a batch. Carries no Java stack trace, which would only show the bridge.
 */
public final class PythonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureKind kind;
  private final String type;
  private final String traceback;

  PythonException(FailureKind kind, String type, String message, String traceback) {
    super(message, null, false, false);
    this.kind = kind;
    this.type = type;
    this.traceback = traceback;
  }

  /** A failure between the two languages, such as a reply that cannot be read. */
  public static PythonException ofBridge(Throwable cause) {
    StringWriter trace = new StringWriter();
    cause.printStackTrace(new PrintWriter(trace));
    return new PythonException(
        FailureKind.BRIDGE,
        cause.getClass().getName(),
        String.valueOf(cause.getMessage()),
        trace.toString());
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
}
