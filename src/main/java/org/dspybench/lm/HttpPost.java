package org.dspybench.lm;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt: a request, and the reading of the whole answer, on no thread of the caller's.
 * Thread-safe.
 *
 * <p>The time limit covers everything from connecting to the last byte of the body. The JDK's own
 * {@code HttpRequest.timeout} ends with the headers: a body that drips, or stops, would be waited
 * for without end.
 */
final class HttpPost implements AutoCloseable {

  private static final int MAX_BODY_BYTES = 16 << 20;

  private static final Attempt CANCELLED = new Attempt.Broken(LmFailure.CANCELLED, "cancelled");

  private final Executor executor = executor();
  private volatile @Nullable HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .executor(executor)
          .build();

  /**
   * Sends a request and reads the whole answer.
   *
   * @param context may end it early
   * @param nanos how long it may take
   * @return what came of it; never fails, and may be cancelled, which closes the connection
   */
  CompletableFuture<Attempt> send(HttpRequest request, CallContext context, long nanos) {
    HttpClient open = http;
    if (open == null) {
      return CompletableFuture.completedFuture(CANCELLED);
    }
    CompletableFuture<HttpResponse<byte[]>> response =
        open.sendAsync(request, info -> new BoundedBody(MAX_BODY_BYTES));
    context.limit(response, nanos);
    CompletableFuture<Attempt> attempt =
        response.handle(
            (answer, failure) ->
                failure == null
                    ? answered(answer)
                    : unanswered(request.uri().getRawAuthority(), context, nanos, failure));
    CompletableFuture<Attempt> unused =
        attempt.whenComplete((ended, cancelled) -> response.cancel(true));
    return attempt;
  }

  /**
   * Lets go of the connections. The client of Java 17 has no close: it goes when it is collected,
   * and so must not be held by whoever still holds this.
   */
  @Override
  public void close() {
    http = null;
  }

  /** Runs a short action soon, on one of the few threads that serve the connections. */
  void soon(Runnable action) {
    executor.execute(action);
  }

  private static Attempt unanswered(
      String host, CallContext context, long nanos, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (context.group().cancellation().isCancelled()) {
      return CANCELLED;
    }
    if (cause instanceof CancellationException) {
      return new Attempt.Broken(
          LmFailure.TIMEOUT,
          "no complete answer within " + Math.round((double) nanos / 1e6) / 1e3 + " s");
    }
    // The end of the context's time can also show as a connection that broke.
    return context.isOver() ? CANCELLED : broken(host, cause);
  }

  private static Attempt answered(HttpResponse<byte[]> response) {
    String body = new String(response.body(), StandardCharsets.UTF_8);
    // A replacement character in an answer would be an answer that the model never gave; in an
    // error's body, which lm15 reads with replacements too, it does no harm.
    if (response.statusCode() < 400 && body.indexOf('\uFFFD') >= 0 && !isUtf8(response.body())) {
      return new Attempt.Broken(LmFailure.GARBLED, "the answer is not UTF-8");
    }
    return new Attempt.Answered(response.statusCode(), response.headers(), body);
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }

  private static Attempt broken(String host, @Nullable Throwable cause) {
    if (cause instanceof BoundedBody.TooLargeException) {
      return new Attempt.Broken(
          LmFailure.OVERSIZED, "the answer is larger than " + MAX_BODY_BYTES + " bytes");
    }
    if (cause instanceof ConnectException) {
      return new Attempt.Broken(LmFailure.CONNECTION, "cannot connect to " + host);
    }
    String reason = cause instanceof IOException ? cause.getMessage() : null;
    return new Attempt.Broken(
        LmFailure.CONNECTION,
        "the connection to " + host + " broke: " + (reason == null ? cause : reason));
  }

  /**
   * A few threads, where the JDK's default grows to one for each call in flight: nothing here
   * blocks one. They end by themselves when idle, since a shutdown would reject what still has to
   * be done for the connections of cancelled requests.
   */
  private static Executor executor() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            threads, threads, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons());
    executor.allowCoreThreadTimeOut(true);
    return executor;
  }

  private static ThreadFactory daemons() {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "lm-http-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
