package org.dspybench.sockets;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** What is done with a connection after a request came in on it. */
@FunctionalInterface
public interface Reaction {

  /** Returns whether the connection is kept for another request. */
  boolean apply(Socket socket, OutputStream out) throws IOException, InterruptedException;

  /** A whole answer. */
  static Reaction answers(int status, String body, String... headers) {
    byte[] bytes = body.getBytes(UTF_8);
    byte[] head = (head(status, headers) + length(bytes)).getBytes(UTF_8);
    return (socket, out) -> {
      out.write(head);
      out.write(bytes);
      return true;
    };
  }

  /** Resets the connection. */
  static Reaction resets() {
    return (socket, out) -> {
      socket.setSoLinger(true, 0);
      return false;
    };
  }

  /** The head and the first half of an answer, then a reset. */
  static Reaction resetsMidBody(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return (socket, out) -> {
      out.write((head(200) + length(bytes)).getBytes(UTF_8));
      out.write(bytes, 0, bytes.length / 2);
      out.flush();
      return resets().apply(socket, out);
    };
  }

  /** Sends the bytes as they are, then closes. */
  static Reaction sends(byte[] bytes) {
    return (socket, out) -> {
      out.write(bytes);
      return false;
    };
  }

  /** Never answers; ends when the client does. */
  static Reaction isSilent() {
    return (socket, out) -> socket.getInputStream().read() >= 0;
  }

  /** A body of 1,000 bytes, one of them every 20 ms. */
  static Reaction drips() {
    return (socket, out) -> {
      out.write((head(200) + "Content-Length: 1000\r\n\r\n").getBytes(UTF_8));
      for (int i = 0; i < 1000; i++) {
        out.write(' ');
        out.flush();
        Thread.sleep(20);
      }
      return true;
    };
  }

  /** A body without end. */
  static Reaction floods() {
    return (socket, out) -> {
      out.write((head(200) + "Transfer-Encoding: chunked\r\n\r\n").getBytes(UTF_8));
      byte[] chunk = ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(UTF_8);
      while (true) {
        out.write(chunk);
      }
    };
  }

  /** A status line and headers, without the empty line after them. */
  static String head(int status, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }

  private static String length(byte[] body) {
    return "Content-Length: " + body.length + "\r\n\r\n";
  }
}
