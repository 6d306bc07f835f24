package org.dspybench.python;

/**
 * No usable Python environment. The message is for the person at the terminal: one line that says
 * what is wrong, where, and which command mends it.
 */
public final class PythonUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the line that the user will read. */
  public PythonUnavailableException(String message) {
    super(message);
  }

  PythonUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
