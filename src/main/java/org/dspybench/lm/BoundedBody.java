package org.dspybench.lm;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a size, and beyond it fails and closes the connection. */
final class BoundedBody implements BodySubscriber<byte[]> {

  private final int maxBytes;
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private final List<ByteBuffer> received = new ArrayList<>();
  private int size;
  private Flow.@Nullable Subscription subscription;

  BoundedBody(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The body is larger than this client reads. */
  static final class TooLargeException extends IOException {}

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    if (body.isDone()) {
      return;
    }
    for (ByteBuffer buffer : buffers) {
      int remaining = buffer.remaining();
      if (remaining > maxBytes - size) {
        stop(new TooLargeException());
        return;
      }
      size += remaining;
      received.add(buffer);
    }
  }

  @Override
  public void onError(Throwable thrown) {
    received.clear();
    body.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    byte[] bytes = new byte[size];
    int at = 0;
    for (ByteBuffer buffer : received) {
      int length = buffer.remaining();
      buffer.get(bytes, at, length);
      at += length;
    }
    received.clear();
    body.complete(bytes);
  }

  private void stop(IOException reason) {
    received.clear();
    body.completeExceptionally(reason);
    if (subscription != null) {
      subscription.cancel();
    }
  }
}
