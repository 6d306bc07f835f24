package org.dspybench.lm;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a DSPy program to one endpoint. Thread-safe: one client serves all workers,
 * whose connections it keeps. The owner closes it.
 */
public final class LmClient implements AutoCloseable {

  private final Endpoint endpoint;
  private final LmCalls calls;
  private final Function<String, @Nullable String> environment;
  private final HttpPost post = new HttpPost();

  /**
   * Makes a client.
   *
   * @param endpoint who is called
   * @param calls the rules for calls; the caller's to close
   */
  public LmClient(Endpoint endpoint, LmCalls calls) {
    this(endpoint, calls, System::getenv);
  }

  LmClient(Endpoint endpoint, LmCalls calls, Function<String, @Nullable String> environment) {
    this.endpoint = endpoint;
    this.calls = calls;
    this.environment = environment;
  }

  /**
   * Posts a chat-completions body and waits for the answer, with retries and the waits between.
   * Whatever the remote side does is told in the envelope.
   *
   * @param body the JSON of the request
   * @return the envelope: one line of JSON with status and headers, or with the kind of failure;
   *     then the body as it came. {@code dspybench/engine.py} tells the details.
   * @throws IllegalStateException if the environment holds a key that no header can carry
   */
  public String exchange(String body) {
    CallInFlight call = call(body, calls.context());
    call.begin();
    try {
      return call.envelope().get();
    } catch (InterruptedException interrupted) {
      call.stop();
      String envelope = call.envelope().join();
      Thread.currentThread().interrupt();
      return envelope;
    } catch (ExecutionException broken) {
      throw new IllegalStateException(broken.getCause());
    }
  }

  /**
   * Does the same and holds no thread meanwhile, neither the caller's nor another.
   *
   * @param context for whom the call is made, in place of the calling thread's context
   * @return the envelope; completes on a thread that others need too, so that what depends on it
   *     should be short. Fails as {@link #exchange} throws.
   */
  public CompletableFuture<String> send(String body, CallContext context) {
    try {
      CallInFlight call = call(body, context);
      post.soon(call::begin);
      return call.envelope();
    } catch (IllegalStateException unusableKey) {
      return CompletableFuture.failedFuture(unusableKey);
    }
  }

  /** Lets go of the connections; calls that follow end as if cancelled. */
  @Override
  public void close() {
    post.close();
  }

  private CallInFlight call(String body, CallContext context) {
    return new CallInFlight(post, request(body), new CallProgress(calls, context, body));
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
}
