package org.dspybench.job;

/**
 * A job that cannot begin, or cannot go on. The message is for the person at the terminal: one line
 * that says what is wrong, where, and what would do.
 */
public final class JobException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  JobException(String message) {
    super(message);
  }

  JobException(String message, Throwable cause) {
    super(message, cause);
  }
}
