package org.dspybench.job.input;

/**
 * An input that holds something else than questions. The message is for the person at the terminal:
 * one line with the file, the line, what is wrong, and what would do.
 */
public final class BadInputException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  BadInputException(String message) {
    super(message);
  }

  /** As compilers tell a place: name, line, and what is wrong there. */
  static BadInputException at(String name, long line, String problem) {
    return new BadInputException(name + ":" + line + ": " + problem);
  }
}
