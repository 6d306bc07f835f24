package org.dspybench.simulator.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that goes over a connection in answer to a request, and when.
 *
 * @param status {@link #NO_STATUS} for no response at all, whatever the pieces are
 * @param headers of the response; its length need not be among them
 * @param pieces of the body, in the order in which they are due
 */
record Reply(int status, Map<String, String> headers, List<Piece> pieces, Ending ending) {

  static final int NO_STATUS = 0;

  static final String CONTENT_TYPE = "content-type";
  static final String JSON = "application/json";

  /** JSON, at once. */
  static Reply json(int status, byte[] body) {
    Piece piece = Piece.of(body, System.nanoTime());
    return new Reply(status, Map.of(CONTENT_TYPE, JSON), List.of(piece), Ending.COMPLETE);
  }

  /** No byte until {@code dueNanos}, and then none either. */
  static Reply silence(long dueNanos, Ending ending) {
    return new Reply(NO_STATUS, Map.of(), List.of(Piece.empty(dueNanos)), ending);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, pieces, ending);
  }

  Reply with(List<Piece> otherPieces) {
    return new Reply(status, headers, otherPieces, ending);
  }

  Reply with(Ending otherEnding) {
    return new Reply(status, headers, pieces, otherEnding);
  }

  Reply withStatus(int otherStatus) {
    return new Reply(otherStatus, headers, pieces, ending);
  }

  /** When its last piece is due. */
  long dueNanos() {
    return pieces.get(pieces.size() - 1).dueNanos();
  }
}
