package org.dspybench.lm;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of a DSPy program to one endpoint. Thread-safe: one client serves all workers,
 * whose connections it keeps.
 */
public final class LmClient {

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
    HttpRequest request = request(body);
    LmCall call = calls.open(body);
    Optional<Attempt> last = Optional.empty();
    while (call.begin() > 0) {
      Attempt attempt = attempt(request, call);
      last = Optional.of(attempt);
      if (!isTriedAgain(call, attempt)) {
        break;
      }
    }
    return Envelope.of(
        last.orElseGet(() -> new Attempt.Broken(LmFailure.CANCELLED, call.refusal())));
  }

  private Attempt attempt(HttpRequest request, LmCall call) {
    try {
      return post.send(request, call.context(), call.remainingNanos());
    } catch (RuntimeException | Error e) {
      call.abandoned();
      throw e;
    }
  }

  private static boolean isTriedAgain(LmCall call, Attempt attempt) {
    if (attempt instanceof Attempt.Answered answered) {
      HttpHeaders headers = answered.headers();
      return call.answered(
          answered.status(),
          answered.body(),
          headers.firstValue("retry-after-ms").orElse(null),
          headers.firstValue("retry-after").orElse(null),
          headers.firstValue("x-should-retry").orElse(null));
    }
    return call.broke(((Attempt.Broken) attempt).kind().label());
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
