package org.dspybench.simulator.answer.text;

/**
 * A text before it is brought to a length.
 *
 * @param padAt the index in it where words may be put in; {@link #NOWHERE} where none may
 */
public record DraftText(String text, int padAt) {

  public static final int NOWHERE = -1;

  /** Each is a token, and needs no escape in JSON or XML. */
  private static final String[] WORDS = {
    " and", " the", " sun", " had", " set", " but", " not", " yet", " all", " was", " dim"
  };

  /** A text whose end may be extended. */
  public static DraftText open(String text) {
    return new DraftText(text, text.length());
  }

  /** A text that stays as it is. */
  public static DraftText closed(String text) {
    return new DraftText(text, NOWHERE);
  }

  /** The text with words put in until it has {@code tokens}; itself if it has as many already. */
  public String withTokens(int tokens) {
    int missing = tokens - Tokens.in(text);
    if (missing <= 0 || padAt == NOWHERE) {
      return text;
    }
    StringBuilder padded = new StringBuilder(text.length() + missing * Tokens.CHARACTERS);
    padded.append(text, 0, padAt);
    for (int i = 0; i < missing; i++) {
      padded.append(WORDS[i % WORDS.length]);
    }
    return padded.append(text, padAt, text.length()).toString();
  }
}
