package org.dspybench.calibration;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** A connection that stays open, with one request at a time on it. Not thread-safe. */
final class Connection implements AutoCloseable {

  private final SocketChannel channel;
  private final String head;
  private final ResponseReader response = new ResponseReader();
  private long question;
  private long sentNanos;

  private Connection(SocketChannel channel, String head) {
    this.channel = channel;
    this.head = head;
  }

  static Connection open(InetSocketAddress address, String path, Selector selector)
      throws IOException {
    SocketChannel channel = SocketChannel.open(address);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    String head =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: application/json\r\nContent-Length: "
            .formatted(path, address.getHostString(), address.getPort());
    Connection connection = new Connection(channel, head);
    channel.register(selector, SelectionKey.OP_READ, connection);
    return connection;
  }

  void send(long nextQuestion) throws IOException {
    question = nextQuestion;
    byte[] body = Prompt.body(question).getBytes(StandardCharsets.UTF_8);
    byte[] start = (head + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer request = ByteBuffer.allocate(start.length + body.length);
    request.put(start).put(body).flip();
    response.clear();
    sentNanos = System.nanoTime();
    // The request before was answered, so that the socket's buffer has room for the whole.
    while (request.hasRemaining()) {
      channel.write(request);
    }
  }

  /**
   * Reads what there is into {@code buffer}; whether the answer is complete now.
   *
   * @throws IOException where the connection ends instead
   */
  boolean receive(ByteBuffer buffer) throws IOException {
    buffer.clear();
    if (channel.read(buffer) < 0) {
      throw new IOException("the simulator closed a connection");
    }
    return response.take(buffer.flip());
  }

  int status() {
    return response.status();
  }

  Exchange exchange(long receivedNanos) {
    return new Exchange(question, sentNanos, receivedNanos);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
