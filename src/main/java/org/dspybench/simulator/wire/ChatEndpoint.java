package org.dspybench.simulator.wire;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dspybench.simulator.answer.Answers;
import org.dspybench.simulator.answer.ChatRequest;
import org.dspybench.simulator.answer.InvalidRequestException;
import org.dspybench.simulator.answer.OpenAiJson;
import org.dspybench.simulator.call.Arrival;
import org.dspybench.simulator.call.Epoch;
import org.dspybench.simulator.call.Fate;
import org.dspybench.simulator.call.PlannedCall;
import org.dspybench.simulator.provider.OpenAiErrors;

/** {@code POST /v1/chat/completions}. */
public final class ChatEndpoint {

  private static final long MILLI_NANOS = 1_000_000;

  private final Supplier<Epoch> currentEpoch;

  public ChatEndpoint(Supplier<Epoch> currentEpoch) {
    this.currentEpoch = currentEpoch;
  }

  /**
   * Decides and answers one attempt.
   *
   * @param arrivedNanos on the clock of {@link System#nanoTime()}; the delay counts from it
   */
  public Reply reply(byte[] requestBody, long arrivedNanos) {
    try {
      return reply(ChatRequest.parse(requestBody, Answers.NONE), arrivedNanos);
    } catch (InvalidRequestException e) {
      String message = String.valueOf(e.getMessage());
      return Reply.json(400, OpenAiJson.bytes(OpenAiErrors.invalidRequest(message, e.parameter())));
    }
  }

  private Reply reply(ChatRequest request, long arrivedNanos) {
    Epoch epoch = currentEpoch.get();
    PlannedCall call = epoch.arrive(arrival(request, arrivedNanos));
    byte[] body =
        call.fate() instanceof Fate.Refused refused
            ? OpenAiJson.bytes(refused.reply().body())
            : request.body(call.attempt(), 0);
    long leftNanos = Math.max(0, call.dueNanos() - System.nanoTime());
    return new Reply(
        call.fate() instanceof Fate.Refused refused ? refused.reply().status() : 200,
        headers(call),
        () -> new DueBody(body, call.dueNanos(), () -> epoch.delivered(call)),
        body.length,
        Duration.ofMillis(leftNanos / MILLI_NANOS));
  }

  private static Arrival arrival(ChatRequest request, long arrivedNanos) {
    return new Arrival(
        request.key(),
        "",
        request.model(),
        request.charge(),
        request.mostTokens(),
        arrivedNanos,
        Optional.empty());
  }

  private static Map<String, String> headers(PlannedCall call) {
    Map<String, String> headers = new LinkedHashMap<>(call.limitHeaders());
    long millis = Math.round((double) call.timing().totalNanos() / MILLI_NANOS);
    headers.put("openai-processing-ms", Long.toString(millis));
    headers.put("openai-version", "2020-10-01");
    headers.put("x-request-id", "req_" + call.key() + "-" + call.attempt());
    if (call.fate() instanceof Fate.Refused refused) {
      headers.putAll(refused.reply().headers());
    }
    return headers;
  }
}
