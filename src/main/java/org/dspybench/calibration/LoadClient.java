package org.dspybench.calibration;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A bare client: kept-alive sockets, a selector and the calling thread. {@code java.net.http} makes
 * a fraction of the requests a second that this one makes: it would measure itself. Each connection
 * asks again as soon as it is answered. Not thread-safe; whoever opens one closes it.
 */
final class LoadClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Selector selector;
  private final List<Connection> connections = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final AtomicLong questions;

  private final List<Exchange> answered = new ArrayList<>();
  private long failed;
  private int started;
  private int busy;

  private LoadClient(Selector selector, AtomicLong questions) {
    this.selector = selector;
    this.questions = questions;
  }

  /**
   * Connects.
   *
   * @param baseUrl the simulator's
   * @param inFlight connections, and so calls in flight
   * @param questions the number of the last question asked
   */
  static LoadClient open(URI baseUrl, int inFlight, AtomicLong questions) throws IOException {
    LoadClient client = new LoadClient(Selector.open(), questions);
    try {
      InetSocketAddress address = new InetSocketAddress(baseUrl.getHost(), baseUrl.getPort());
      String path = baseUrl.getPath() + "/chat/completions";
      for (int i = 0; i < inFlight; i++) {
        client.connections.add(Connection.open(address, path, client.selector));
      }
      return client;
    } catch (IOException e) {
      client.close();
      throw new IOException("cannot open " + inFlight + " connections to the simulator: " + e, e);
    }
  }

  /**
   * Keeps every connection busy, and waits for the last answers; once for each client.
   *
   * @param time for which new requests are made
   * @param rampUp over which the connections begin: together they would arrive in waves
   */
  Load run(Duration time, Duration rampUp) throws IOException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long lastProgress = start;
    while (busy > 0 || started < connections.size()) {
      startDue(start, rampUp);
      selector.select(1);
      lastProgress = receive(end) ? System.nanoTime() : lastProgress;
      if (Thread.interrupted()) {
        throw new InterruptedIOException("interrupted while measuring");
      }
      if (System.nanoTime() - lastProgress > PATIENCE.toNanos()) {
        throw new IOException(
            "the simulator answered nothing for " + PATIENCE.toSeconds() + " s; is it alive?");
      }
    }
    return new Load(answered, failed, System.nanoTime() - start);
  }

  private void startDue(long start, Duration rampUp) throws IOException {
    long elapsed = System.nanoTime() - start;
    int due =
        elapsed >= rampUp.toNanos()
            ? connections.size()
            : (int) (elapsed * connections.size() / rampUp.toNanos()) + 1;
    for (; started < due; started++) {
      busy++;
      connections.get(started).send(questions.incrementAndGet());
    }
  }

  /** Reads what has come, and asks again before {@code end}; whether an answer was completed. */
  private boolean receive(long end) throws IOException {
    long before = answered.size() + failed;
    for (SelectionKey key : selector.selectedKeys()) {
      Connection connection = (Connection) key.attachment();
      if (connection.receive(buffer)) {
        long now = System.nanoTime();
        record(connection, now);
        if (now < end) {
          connection.send(questions.incrementAndGet());
        } else {
          busy--;
        }
      }
    }
    selector.selectedKeys().clear();
    return answered.size() + failed > before;
  }

  private void record(Connection connection, long now) {
    if (connection.status() == 200) {
      answered.add(connection.exchange(now));
    } else {
      failed++;
    }
  }

  @Override
  public void close() throws IOException {
    for (Connection connection : connections) {
      connection.close();
    }
    selector.close();
  }
}
