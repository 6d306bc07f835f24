package org.dspybench.lm;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.dspybench.sockets.Reaction;
import org.dspybench.sockets.Request;
import org.dspybench.sockets.SocketEndpoint;

/**
 * An endpoint that reacts to each request as scripted: well, badly, or not at all. After the last
 * reaction it repeats it.
 */
final class ScriptedEndpoint implements AutoCloseable {

  static final String OK_BODY = "{\"choices\":[{\"message\":{}}]}";

  final List<Request> received = new CopyOnWriteArrayList<>();
  private final List<Reaction> script;
  private final AtomicInteger next = new AtomicInteger();
  private final SocketEndpoint socket;

  ScriptedEndpoint(Reaction... script) {
    this.script = List.of(script);
    this.socket = new SocketEndpoint(this::react);
  }

  static Reaction ok() {
    return Reaction.answers(200, OK_BODY, "Content-Type: application/json");
  }

  URI baseUrl() {
    return socket.baseUrl();
  }

  int openConnections() {
    return socket.openConnections();
  }

  @Override
  public void close() {
    socket.close();
  }

  private Reaction react(Request request) {
    received.add(request);
    return script.get(Math.min(next.getAndIncrement(), script.size() - 1));
  }
}
