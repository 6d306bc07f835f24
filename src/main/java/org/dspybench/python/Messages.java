package org.dspybench.python;

/**
 * Writes messages to a loop in Python, one after another: a letter, a number, the length of a text
 * in code points, which are Python's characters, a line feed, and the text.
 */
final class Messages {

  private Messages() {}

  /** A prediction is to begin, with these inputs. */
  static String prediction(long number, String inputs) {
    return message('P', number, inputs);
  }

  /** A call was answered. */
  static String answer(long call, String envelope) {
    return message('A', call, envelope);
  }

  /** A call could not be made. */
  static String failure(long call, Throwable cause) {
    return message('F', call, String.valueOf(cause.getMessage()));
  }

  /** Nothing more comes. */
  static String end() {
    return message('E', 0, "");
  }

  private static String message(char kind, long number, String text) {
    return kind + " " + number + " " + text.codePointCount(0, text.length()) + "\n" + text;
  }
}
