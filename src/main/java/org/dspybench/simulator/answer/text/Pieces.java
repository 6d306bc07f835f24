package org.dspybench.simulator.answer.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts texts into what a stream sends at a time. */
public final class Pieces {

  /**
   * A part of a text.
   *
   * @param tokens how many tokens have been sent once it has
   */
  public record Piece(String text, int tokens) {}

  private Pieces() {}

  /**
   * Pieces of a token each, or if there were more than {@code most} then, the first of one token
   * and the others of several.
   */
  public static List<Piece> of(String text, int most) {
    int tokens = Tokens.in(text);
    int perPiece = tokens <= most ? 1 : 1 + (tokens - 2) / Math.max(1, most - 1);
    List<Piece> pieces = new ArrayList<>(Math.min(tokens, most));
    int from = 0;
    for (int sent = 0; sent < tokens; ) {
      int now = Math.min(sent == 0 ? 1 : perPiece, tokens - sent);
      sent += now;
      int to =
          sent == tokens ? text.length() : text.offsetByCodePoints(from, now * Tokens.CHARACTERS);
      pieces.add(new Piece(text.substring(from, to), sent));
      from = to;
    }
    return pieces;
  }
}
