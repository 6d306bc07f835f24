package org.dspybench.simulator.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dspybench.simulator.fault.FaultKind;

/** Makes of the reply that would have been right the one that a fault lets through. */
final class Breakage {

  /** The size of a {@link FaultKind#LARGE_BODY}. */
  static final int LARGE_BYTES = 10_000_000;

  private static final long DRIP_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Line ends, which mean nothing after a JSON value and nothing between server-sent events. */
  private static final ByteBuffer PADDING = padding(50_000);

  private static final String OTHER_JSON = "{\"status\":\"ok\"}";

  private static final String HTML =
      """
      <html>
      <head><title>502 Bad Gateway</title></head>
      <body>
      <center><h1>502 Bad Gateway</h1></center>
      <hr><center>gateway</center>
      </body>
      </html>
      """;

  private Breakage() {}

  /** Breaks {@code right}; nothing of it comes earlier than it would have. */
  static Reply of(FaultKind kind, Reply right) {
    return switch (kind) {
      case RESET_BEFORE_HEADERS -> Reply.silence(right.dueNanos(), Ending.RESET);
      case RESET_MID_BODY -> announced(right).with(firstHalf(right)).with(Ending.RESET);
      case EMPTY_BODY -> right.with(List.of(Piece.empty(right.dueNanos())));
      case TRUNCATED_JSON -> right.with(firstHalf(right));
      case OTHER_JSON -> page(right, Reply.JSON, OTHER_JSON);
      case HTML_PAGE -> page(right, "text/html", HTML);
      case HTML_PAGE_502 -> page(right, "text/html", HTML).withStatus(502);
      case LARGE_BODY -> right.with(padded(right));
      case SLOW_DRIP -> right.with(drops(right));
      case NO_ANSWER -> Reply.silence(right.dueNanos(), Ending.NONE);
      case REFUSE -> right.with("connection", "close").with(Ending.COMPLETE_AND_REFUSE);
      case DIE -> Reply.silence(right.dueNanos(), Ending.RESET_ALL);
      default -> throw new IllegalArgumentException(kind + " is a refusal, which breaks nothing");
    };
  }

  /** With the length of the whole, where that is known before the body is. */
  private static Reply announced(Reply right) {
    List<Piece> pieces = right.pieces();
    return pieces.size() == 1
        ? right.with("content-length", Integer.toString(pieces.get(0).length()))
        : right;
  }

  private static List<Piece> firstHalf(Reply right) {
    List<Piece> pieces = right.pieces();
    return pieces.size() == 1
        ? List.of(pieces.get(0).firstHalf())
        : List.copyOf(pieces.subList(0, pieces.size() / 2));
  }

  private static Reply page(Reply right, String contentType, String text) {
    return right
        .with(Reply.CONTENT_TYPE, contentType)
        .with(List.of(Piece.of(text, right.dueNanos())));
  }

  private static List<Piece> padded(Reply right) {
    List<Piece> pieces = new ArrayList<>(right.pieces());
    int missing = LARGE_BYTES - pieces.stream().mapToInt(Piece::length).sum();
    while (missing > 0) {
      int length = Math.min(missing, PADDING.capacity());
      pieces.add(new Piece(PADDING.slice(0, length), right.dueNanos()));
      missing -= length;
    }
    return pieces;
  }

  private static List<Piece> drops(Reply right) {
    List<Piece> drops = new ArrayList<>();
    for (Piece piece : right.pieces()) {
      for (int i = 0; i < piece.length(); i++) {
        long dueNanos = right.dueNanos() + drops.size() * DRIP_NANOS;
        drops.add(new Piece(piece.bytes().slice(piece.bytes().position() + i, 1), dueNanos));
      }
    }
    return drops;
  }

  private static ByteBuffer padding(int length) {
    byte[] lineEnds = new byte[length];
    Arrays.fill(lineEnds, (byte) '\n');
    return ByteBuffer.wrap(lineEnds).asReadOnlyBuffer();
  }
}
