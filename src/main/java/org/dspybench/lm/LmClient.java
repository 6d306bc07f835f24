package org.dspybench.lm;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a DSPy program to one endpoint, with retries. Thread-safe: one client serves
 * all workers, whose connections it keeps.
 *
 * <p>Python holds it as a plain object and calls {@link #exchange} with one string for one string;
 * Jep releases the interpreter lock meanwhile.
 */
public final class LmClient implements AutoCloseable {

  private final Endpoint endpoint;
  private final RetryPolicy retry;
  private final Function<String, @Nullable String> environment;
  private final Clock clock = Clock.systemUTC();
  private final HttpPost post;
  private final LmRecorder recorder = new LmRecorder();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * @param endpoint who is called
   * @param timeout limit of one attempt, from connecting to the last byte of the body
   * @param retry when an attempt that failed is followed by another
   */
  public LmClient(Endpoint endpoint, Duration timeout, RetryPolicy retry) {
    this(endpoint, timeout, retry, System::getenv);
  }

  LmClient(
      Endpoint endpoint,
      Duration timeout,
      RetryPolicy retry,
      Function<String, @Nullable String> environment) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the timeout must be longer than zero, not " + timeout);
    }
    this.endpoint = endpoint;
    this.retry = retry;
    this.environment = environment;
    this.post = new HttpPost(timeout);
  }

  /**
   * Posts a chat-completions body and waits for the answer, with retries and the waits between.
   * Whatever the remote side does is told in the envelope.
   *
   * @param body the JSON of the request
   * @return the envelope: one line of JSON with status, attempts and headers, or with the kind of
   *     failure; then the body as it came. {@code dspybench/engine.py} tells the details.
   * @throws IllegalStateException if the environment holds a key that no header can carry
   */
  public String exchange(String body) {
    HttpRequest request = request(body);
    long begin = System.nanoTime();
    try {
      return attempts(request, callNumber(body));
    } finally {
      recorder.callEnds((System.nanoTime() - begin) / 1000);
    }
  }

  /** What was done since the client was made or reset. */
  public LmMetrics metrics() {
    return recorder.snapshot();
  }

  /** Sets all figures to zero; exact only while no call is in flight. */
  public void resetMetrics() {
    recorder.reset();
  }

  /** Ends the calls in flight, each as a failure, and lets go of the connections. */
  @Override
  public void close() {
    closing.countDown();
    post.close();
  }

  private String attempts(HttpRequest request, long call) {
    for (int number = 1; ; number++) {
      Attempt attempt = attempt(request);
      Optional<LmFailure> failure = attempt.failure();
      if (failure.isEmpty()) {
        return Envelope.of(attempt, number);
      }
      RetryPolicy.Decision decision = retry.decide(call, number, failure.get(), hint(attempt));
      if (!(decision instanceof RetryPolicy.Decision.RetryAfter next) || !waited(next.delay())) {
        recorder.failed(failure.get());
        return Envelope.of(attempt, number);
      }
      recorder.retried(failure.get());
    }
  }

  private Attempt attempt(HttpRequest request) {
    recorder.attemptBegins();
    try {
      Attempt attempt = post.send(request);
      if (attempt instanceof Attempt.Answered answered) {
        recorder.answered(answered.status());
      }
      return attempt;
    } finally {
      recorder.attemptEnds();
    }
  }

  private Optional<Duration> hint(Attempt attempt) {
    return attempt instanceof Attempt.Answered answered
        ? RetryHint.of(answered.headers(), clock.instant())
        : Optional.empty();
  }

  /** Whether the wait was served to its end: neither closed nor interrupted. */
  private boolean waited(Duration delay) {
    try {
      return !closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private HttpRequest request(String body) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(endpoint.chatCompletions())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    String key = environment.apply(endpoint.apiKeyVariable());
    if (key != null && !key.isBlank()) {
      authorize(builder, key.strip());
    }
    return builder.build();
  }

  private void authorize(HttpRequest.Builder builder, String key) {
    // Checked here: the JDK's exception for an unusable header repeats its value.
    if (!key.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      throw new IllegalStateException(
          "the API key in "
              + endpoint.apiKeyVariable()
              + " holds characters that no HTTP header can carry");
    }
    builder.header("Authorization", "Bearer " + key);
  }

  /** From content, so that a call draws the same waits in whatever order calls are made. */
  private static long callNumber(String body) {
    return ((long) body.hashCode() << 32) ^ body.length();
  }
}
