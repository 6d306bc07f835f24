package org.dspybench.sockets;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * An HTTP endpoint on raw sockets that does with each request, and with its port, whatever a test
 * wants. A thread serves each connection, and keeps it alive. Thread-safe.
 */
public final class SocketEndpoint implements AutoCloseable {

  private static final int BACKLOG = 200;

  private final Function<Request, Reaction> reactions;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final InetSocketAddress address;
  private ServerSocket listener;
  private volatile boolean listening;
  private boolean closed;

  /**
   * Listens on a free port of the loopback interface.
   *
   * @param reactions asked what to do with each request, on the thread of its connection
   */
  public SocketEndpoint(Function<Request, Reaction> reactions) {
    this.reactions = reactions;
    this.listener = listenAt(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.address = (InetSocketAddress) listener.getLocalSocketAddress();
    serve(listener);
  }

  /** What an OpenAI client is given. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + address.getPort() + "/v1");
  }

  /** Connections that neither side has closed. */
  public int openConnections() {
    return open.size();
  }

  /** Those of them with a request that is still being answered. */
  public int busyConnections() {
    return (int) open.stream().filter(connection -> connection.busy).count();
  }

  /** Refuses connections, closes idle ones, and those that are busy when they have answered. */
  public void refuse() {
    stopListening();
    open.stream().filter(connection -> !connection.busy).forEach(Connection::close);
  }

  /** Refuses connections and closes all that there are, whatever they are about. */
  public void die() {
    stopListening();
    open.forEach(Connection::close);
  }

  /** Takes connections again, on the same port. */
  public synchronized void comeBack() {
    if (!listening && !closed) {
      listener = listenAt(address);
      serve(listener);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    die();
  }

  private synchronized void stopListening() {
    listening = false;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket listenAt(InetSocketAddress address) {
    try {
      ServerSocket listener = new ServerSocket();
      // Connections of the time before may still be around.
      listener.setReuseAddress(true);
      listener.bind(address, BACKLOG);
      return listener;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(ServerSocket from) {
    listening = true;
    start("endpoint-listener", () -> accept(from));
  }

  private void accept(ServerSocket from) {
    while (true) {
      try {
        Connection connection = new Connection(from.accept());
        open.add(connection);
        start("endpoint-connection", connection::serve);
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** A connection and what is going on on it. */
  private final class Connection {

    private final Socket socket;
    private volatile boolean busy;

    Connection(Socket socket) {
      this.socket = socket;
    }

    void serve() {
      try (socket) {
        // Or the kernel would hold back a body until its head is acknowledged.
        socket.setTcpNoDelay(true);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = new BufferedOutputStream(socket.getOutputStream());
        boolean keep = true;
        while (keep && listening) {
          keep = answer(in, out);
        }
      } catch (IOException gone) {
        // The client left, as it may, or the endpoint died.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        open.remove(this);
      }
    }

    private boolean answer(InputStream in, OutputStream out)
        throws IOException, InterruptedException {
      Optional<Request> request = Request.read(in);
      if (request.isEmpty()) {
        return false;
      }
      busy = true;
      boolean keep = reactions.apply(request.get()).apply(socket, out);
      out.flush();
      busy = false;
      return keep;
    }

    void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
