package org.dspybench.simulator.answer.text;

/**
 * The simulator's rule for counting tokens: one for each four characters begun. A character is a
 * Unicode code point, so that {@code math.ceil(len(text) / 4)} in Python gives the same number.
 */
public final class Tokens {

  static final int CHARACTERS = 4;

  private Tokens() {}

  /** How many tokens a text has. */
  public static int in(String text) {
    return (characters(text) + CHARACTERS - 1) / CHARACTERS;
  }

  /** The beginning of a text, or all of it if it has no more than {@code tokens}. */
  public static String first(int tokens, String text) {
    long most = (long) tokens * CHARACTERS;
    return most >= characters(text)
        ? text
        : text.substring(0, text.offsetByCodePoints(0, (int) most));
  }

  static int characters(String text) {
    return text.codePointCount(0, text.length());
  }
}
