package org.dspybench.simulator.trace;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of one call while it goes through the proxy. Its methods are called one after
 * another, from whichever thread.
 */
final class Observation {

  /**
   * An answer beyond this goes through like any other, but it is not kept, and its usage not looked
   * for.
   */
  private static final int MOST_KEPT_BYTES = 16 << 20;

  private final boolean keepContent;
  private final Secrets secrets;
  private final byte[] request;
  private final Instant arrivedAt;
  private final long arrivedNanos;
  private final ByteArrayOutputStream answer = new ByteArrayOutputStream();

  private int status;
  private boolean streamed;
  private Optional<Duration> waitAsked = Optional.empty();
  private long responseBytes;
  private @Nullable Long firstByteMicros;

  /**
   * Begins with a request that has arrived whole.
   *
   * @param arrivedNanos when its head had, on the clock of {@link System#nanoTime()}
   * @param secrets what content that is kept must not hold
   */
  Observation(
      byte[] request, Instant arrivedAt, long arrivedNanos, boolean keepContent, Secrets secrets) {
    this.request = request;
    this.arrivedAt = arrivedAt;
    this.arrivedNanos = arrivedNanos;
    this.keepContent = keepContent;
    this.secrets = secrets;
  }

  /** Notes the head of an answer. */
  void answered(int answerStatus, HttpHeaders headers) {
    status = answerStatus;
    waitAsked = WaitAsked.in(headers);
    streamed =
        headers
            .firstValue("content-type")
            .filter(type -> type.startsWith("text/event-stream"))
            .isPresent();
  }

  /** Notes a part of an answer's body. */
  void received(byte[] bytes) {
    if (firstByteMicros == null) {
      firstByteMicros = sinceArrivalMicros();
    }
    responseBytes += bytes.length;
    if (responseBytes <= MOST_KEPT_BYTES) {
      answer.writeBytes(bytes);
    }
  }

  /** Whether any of an answer was seen. */
  boolean isAnswered() {
    return status != 0;
  }

  /** The call, which ends now. */
  RecordedCall end(boolean complete) {
    boolean kept = responseBytes <= MOST_KEPT_BYTES;
    byte[] body = kept ? answer.toByteArray() : new byte[0];
    Usage usage = Usage.in(body, streamed);
    boolean mayQuoteAKey = status == 401 || status == 403;
    return new RecordedCall(
        arrivedAt,
        firstByteMicros,
        sinceArrivalMicros(),
        status,
        complete,
        streamed,
        request.length,
        responseBytes,
        usage.promptTokens(),
        usage.completionTokens(),
        waitAsked.map(wait -> wait.toNanos() / 1000).orElse(null),
        keepContent ? text(request) : null,
        keepContent && kept && !mayQuoteAKey ? text(body) : null);
  }

  private long sinceArrivalMicros() {
    return (System.nanoTime() - arrivedNanos) / 1000;
  }

  private String text(byte[] bytes) {
    return secrets.removedFrom(new String(bytes, StandardCharsets.UTF_8));
  }
}
