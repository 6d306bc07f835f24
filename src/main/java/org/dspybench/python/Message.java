package org.dspybench.python;

/**
 * A message to a loop in Python.
 *
 * @param kind what it is about, as {@code dspybench/board.py} knows it
 * @param number of the prediction or call that it is about
 * @param text what there is to say
 */
record Message(Kind kind, long number, String text) {

  /** Nothing more comes. */
  static final Message END = new Message(Kind.END, 0, "");

  /** Each is told by its first letter. */
  enum Kind {
    /** A prediction is to begin, with these inputs. */
    PREDICTION,
    /** A call was answered, with this envelope. */
    ANSWER,
    /** A call could not be made, for this reason. */
    FAILURE,
    /** Nothing more comes. */
    END
  }

  /** Writes it behind others. The length is in code points, which are Python's characters. */
  void appendTo(StringBuilder out) {
    out.append(kind.name().charAt(0))
        .append(' ')
        .append(number)
        .append(' ')
        .append(text.codePointCount(0, text.length()))
        .append('\n')
        .append(text);
  }
}
