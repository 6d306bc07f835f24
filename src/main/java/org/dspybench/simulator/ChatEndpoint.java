package org.dspybench.simulator;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** {@code POST /v1/chat/completions}. */
final class ChatEndpoint {

  private static final long MILLI_NANOS = 1_000_000;

  private final Supplier<Epoch> currentEpoch;

  ChatEndpoint(Supplier<Epoch> currentEpoch) {
    this.currentEpoch = currentEpoch;
  }

  /**
   * Decides and answers one attempt.
   *
   * @param arrivedNanos on the clock of {@link System#nanoTime()}; the delay counts from it
   */
  Reply reply(byte[] requestBody, long arrivedNanos) {
    try {
      return reply(ChatRequest.parse(requestBody), arrivedNanos);
    } catch (InvalidRequestException e) {
      String message = String.valueOf(e.getMessage());
      return Reply.json(400, OpenAiJson.invalidRequest(message, e.parameter()));
    }
  }

  private Reply reply(ChatRequest request, long arrivedNanos) {
    Epoch epoch = currentEpoch.get();
    Answer answer = Answer.to(request);
    long charged = request.chargedTokens(request.choices() * answer.tokens());
    PlannedCall call = epoch.arrive(request.key(), charged, arrivedNanos);
    byte[] body =
        call.rejection()
            .map(rejection -> OpenAiJson.rateLimited(rejection, request.model()))
            .orElseGet(() -> completion(request, answer, call.attempt()));
    long leftNanos = Math.max(0, call.dueNanos() - System.nanoTime());
    return new Reply(
        call.rejection().isPresent() ? 429 : 200,
        headers(call, epoch.settings().profile().limits().form()),
        () -> new DueBody(body, call.dueNanos(), () -> epoch.delivered(call)),
        body.length,
        Duration.ofMillis(leftNanos / MILLI_NANOS));
  }

  private static byte[] completion(ChatRequest request, Answer answer, int attempt) {
    long createdSeconds = System.currentTimeMillis() / 1000;
    return OpenAiJson.completion(request, answer, attempt, createdSeconds);
  }

  private static Map<String, String> headers(PlannedCall call, RetryAfterForm form) {
    Map<String, String> headers = new LinkedHashMap<>(call.limitHeaders());
    long millis = Math.round((double) call.plannedNanos() / MILLI_NANOS);
    headers.put("openai-processing-ms", Long.toString(millis));
    headers.put("openai-version", "2020-10-01");
    headers.put("x-request-id", "req_" + call.key() + "-" + call.attempt());
    call.rejection()
        .flatMap(Rejection::retryAfter)
        .ifPresent(wait -> headers.putAll(form.headers(wait)));
    return headers;
  }
}
