package org.dspybench.lm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An endpoint on raw sockets that reacts to each request as scripted: well, badly, or not at all.
 * After the last reaction it repeats it.
 */
final class ScriptedEndpoint implements AutoCloseable {

  static final String OK_BODY = "{\"choices\":[{\"message\":{}}]}";

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");

  private final ServerSocket server;
  private final List<Reaction> script;
  private final AtomicInteger next = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  final List<Received> received = new CopyOnWriteArrayList<>();

  /** What is done with a connection after a request came in on it. */
  interface Reaction {
    /** Returns whether the connection is kept for another request. */
    boolean apply(Socket socket, OutputStream out) throws IOException, InterruptedException;
  }

  /** A request as it came. */
  record Received(String head, String body) {}

  ScriptedEndpoint(Reaction... script) {
    this.script = List.of(script);
    try {
      this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  static Reaction answers(int status, String body, String... headers) {
    return (socket, out) -> {
      byte[] bytes = body.getBytes(UTF_8);
      out.write(
          (head(status, headers) + "Content-Length: " + bytes.length + "\r\n\r\n").getBytes(UTF_8));
      out.write(bytes);
      return true;
    };
  }

  static Reaction ok() {
    return answers(200, OK_BODY, "Content-Type: application/json");
  }

  static Reaction resets() {
    return (socket, out) -> {
      socket.setSoLinger(true, 0);
      return false;
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

  static String head(int status, String... headers) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1");
  }

  int openConnections() {
    return open.size();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        start(() -> serve(socket));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      boolean keep = true;
      while (keep) {
        if (!receive(in)) {
          return;
        }
        Reaction reaction = script.get(Math.min(next.getAndIncrement(), script.size() - 1));
        keep = reaction.apply(socket, socket.getOutputStream());
        if (keep) {
          socket.getOutputStream().flush();
        }
      }
    } catch (IOException gone) {
      // The client left, as it may.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(socket);
    }
  }

  private boolean receive(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int read = in.read();
      if (read < 0) {
        return false;
      }
      head.write(read);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    Matcher length = LENGTH.matcher(text);
    byte[] body = length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
    received.add(new Received(text, new String(body, UTF_8)));
    return true;
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted-endpoint");
    thread.setDaemon(true);
    thread.start();
  }
}
