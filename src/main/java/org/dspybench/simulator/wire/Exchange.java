package org.dspybench.simulator.wire;

import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;

/** A request and the connection that it came by, from its arrival until its answer is written. */
final class Exchange {

  private final Request request;
  private final AsyncContext async;

  /** Takes a request over from Jetty. */
  Exchange(Request request) {
    this.request = request;
    request.setHandled(true);
    async = request.startAsync();
    async.setTimeout(0);
  }

  /** When its first byte was read, on the clock of {@link System#nanoTime()}. */
  long arrivedNanos() {
    return request.getBeginNanoTime();
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeader(name));
  }

  /** Hands over the request's body when it is there; no thread waits for it. */
  void readBody(Consumer<byte[]> then) {
    try {
      request.getInputStream().setReadListener(new BodyReader(request, then, this::abort));
    } catch (IOException e) {
      throw new UncheckedIOException("Jetty refuses to read a request", e);
    }
  }

  /** Sets what the first {@link #write} sends before its bytes. */
  void prepare(int status, Map<String, String> headers) {
    request.getResponse().setStatus(status);
    headers.forEach(request.getResponse()::setHeader);
  }

  /** Writes without blocking. Jetty adds the length of a body that is written at one go. */
  void write(ByteBuffer bytes, boolean last, Callback then) {
    request.getHttpChannel().write(bytes, last, then);
  }

  /** The response is written: the connection is free for the next request. */
  void complete() {
    async.complete();
  }

  /** Closes the connection so that the client sees it reset. */
  void reset() {
    LmPort.reset(endPoint());
    async.complete();
  }

  /** Closes the connection. */
  void abort() {
    endPoint().close();
    async.complete();
  }

  /** The connection's end here. */
  AbstractEndPoint endPoint() {
    return (AbstractEndPoint) request.getHttpChannel().getEndPoint();
  }

  /** The port that it came by. */
  LmPort port() {
    return (LmPort) request.getHttpChannel().getConnector();
  }
}
