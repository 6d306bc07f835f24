package org.dspybench.calibration;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts an HTTP/1.1 response with a {@code Content-Length} together from the pieces in which it
 * comes, and keeps nothing of it but its status. Not thread-safe.
 */
final class ResponseReader {

  private static final int INITIAL_BYTES = 8 * 1024;
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
  private static final Pattern STATUS = Pattern.compile("^HTTP/1\\.1 (\\d{3})");
  private static final int UNKNOWN = -1;

  private byte[] bytes = new byte[INITIAL_BYTES];
  private int size;
  private int completeAt = UNKNOWN;
  private int status;

  /** Takes all that is in a buffer; whether the response is complete now. */
  boolean take(ByteBuffer piece) throws IOException {
    int more = piece.remaining();
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * (size + more));
    }
    piece.get(bytes, size, more);
    size += more;
    if (completeAt == UNKNOWN) {
      readHead();
    }
    return completeAt != UNKNOWN && size >= completeAt;
  }

  /** The status of the response, once it is complete. */
  int status() {
    return status;
  }

  /** Makes ready for the next response. */
  void clear() {
    size = 0;
    completeAt = UNKNOWN;
  }

  private void readHead() throws IOException {
    int end = endOfHead();
    if (end == UNKNOWN) {
      return;
    }
    String head = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    completeAt = end + Integer.parseInt(find(LENGTH, head, "no Content-Length"));
    status = Integer.parseInt(find(STATUS, head, "no status line of HTTP/1.1"));
  }

  private int endOfHead() {
    for (int end = END_OF_HEAD.length; end <= size; end++) {
      if (Arrays.equals(bytes, end - END_OF_HEAD.length, end, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        return end;
      }
    }
    return UNKNOWN;
  }

  private static String find(Pattern pattern, String head, String complaint) throws IOException {
    Matcher matcher = pattern.matcher(head);
    if (!matcher.find()) {
      throw new IOException("an answer has " + complaint);
    }
    return matcher.group(1);
  }
}
