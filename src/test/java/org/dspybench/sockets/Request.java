package org.dspybench.sockets;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request as it came.
 *
 * @param head request line and headers, with the empty line after them
 */
public record Request(String head, String body) {

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

  /** Reads a request; empty if the stream ends before it begins, or in its head. */
  static Optional<Request> read(InputStream in) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int read = in.read();
      if (read < 0) {
        return Optional.empty();
      }
      bytes.write(read);
      boolean expected = read == (matched % 2 == 0 ? '\r' : '\n');
      matched = expected ? matched + 1 : read == '\r' ? 1 : 0;
    }
    String head = bytes.toString(ISO_8859_1);
    Matcher length = LENGTH.matcher(head);
    byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    return Optional.of(new Request(head, new String(body, UTF_8)));
  }
}
