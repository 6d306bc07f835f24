package org.dspybench.simulator.trace;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way from the endpoint to the client, each part written and flushed as it comes.
 * Should the client go away, the rest is still read: how long a call takes is a fact about the
 * endpoint, and to forget the calls that clients gave up would hide the slowest ones.
 */
final class ForwardedAnswer implements BodyHandler<Void>, BodySubscriber<Void> {

  /** Those between two neighbours (RFC 9110, 7.6.1). */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final HttpServletResponse response;
  private final Observation observation;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private @Nullable Subscription parts;
  private boolean clientGone;

  ForwardedAnswer(HttpServletResponse response, Observation observation) {
    this.response = response;
    this.observation = observation;
  }

  @Override
  public BodySubscriber<Void> apply(ResponseInfo head) {
    observation.answered(head.statusCode(), head.headers());
    response.setStatus(head.statusCode());
    head.headers()
        .map()
        .forEach(
            (name, values) -> {
              // HTTP/2 has its status among the headers, as ":status".
              if (!name.startsWith(":") && !NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> response.addHeader(name, value));
              }
            });
    return this;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    parts = subscription;
    parts.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      observation.received(bytes);
      write(bytes);
    }
    if (parts != null) {
      parts.request(1);
    }
  }

  private void write(byte[] bytes) {
    if (clientGone) {
      return;
    }
    try {
      response.getOutputStream().write(bytes);
      response.flushBuffer();
    } catch (IOException e) {
      clientGone = true;
    }
  }

  @Override
  public void onError(Throwable error) {
    end.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }

  @Override
  public CompletionStage<Void> getBody() {
    return end;
  }
}
