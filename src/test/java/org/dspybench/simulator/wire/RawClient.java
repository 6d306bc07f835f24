package org.dspybench.simulator.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that shows the bytes of a connection as they are. */
final class RawClient implements AutoCloseable {

  private final Socket socket;

  RawClient(URI baseUrl) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), baseUrl.getPort());
    socket.setSoTimeout(30_000);
  }

  /** Sends a request for an answer. */
  RawClient ask(String body, String... headers) throws IOException {
    StringBuilder request = new StringBuilder("POST /v1/chat/completions HTTP/1.1\r\nHost: lm\r\n");
    for (String header : headers) {
      request.append(header).append("\r\n");
    }
    request.append("Content-Length: ").append(body.length()).append("\r\n\r\n").append(body);
    return send(request.toString());
  }

  RawClient send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Reads until what was read contains {@code end}. */
  String readUntil(String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("the connection ended after: " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  /** Reads to the end of the connection, which is no reset. */
  String readAll() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** Whether there is something to read. */
  boolean hasAnswer() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** Resets the connection rather than closing it. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
