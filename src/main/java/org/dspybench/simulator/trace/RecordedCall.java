package org.dspybench.simulator.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call of a real endpoint: a line of a trace. It holds no prompt, no answer and no key, unless
 * the content was asked for; a key never.
 *
 * @param arrivedAt when the proxy had read the request's head
 * @param firstByteMicros from then until the first byte of the answer's body; null if none came
 * @param latencyMicros from then until the last byte, or until the connection broke
 * @param status of HTTP; 0 if no status line came
 * @param complete whether the answer came to its end
 * @param streamed whether it came as server-sent events
 * @param requestBytes size of the request's body
 * @param responseBytes size of the answer's body
 * @param promptTokens as the answer's usage says; null if it does not
 * @param completionTokens likewise
 * @param waitMicros what the answer's headers ask to wait; null if they do not
 * @param request the request's body; null unless content was asked for
 * @param response the answer's body; null unless content was asked for, for status 401 and 403, in
 *     which providers quote keys, and beyond 16 MiB
 */
@JsonInclude(Include.NON_NULL)
public record RecordedCall(
    Instant arrivedAt,
    @Nullable Long firstByteMicros,
    long latencyMicros,
    int status,
    boolean complete,
    boolean streamed,
    long requestBytes,
    long responseBytes,
    @Nullable Integer promptTokens,
    @Nullable Integer completionTokens,
    @Nullable Long waitMicros,
    @Nullable String request,
    @Nullable String response) {

  private static final int LARGEST_STATUS = 599;

  /** Refuses what no call can be. */
  public RecordedCall {
    requireThere("arrivedAt", arrivedAt);
    requireNotNegative("firstByteMicros", firstByteMicros);
    requireNotNegative("latencyMicros", latencyMicros);
    requireNotNegative("requestBytes", requestBytes);
    requireNotNegative("responseBytes", responseBytes);
    requireNotNegative("promptTokens", promptTokens);
    requireNotNegative("completionTokens", completionTokens);
    requireNotNegative("waitMicros", waitMicros);
    if (firstByteMicros != null && firstByteMicros > latencyMicros) {
      throw new IllegalArgumentException(
          "firstByteMicros is at most latencyMicros, %d, not %d"
              .formatted(latencyMicros, firstByteMicros));
    }
    if (status < 0 || status > LARGEST_STATUS) {
      throw new IllegalArgumentException("status is from 0 to 599, not " + status);
    }
  }

  /** Whether it brought a whole answer. */
  boolean succeeded() {
    return status == 200 && complete && responseBytes > 0;
  }

  private static void requireThere(String field, @Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException(field + " is missing");
    }
  }

  private static void requireNotNegative(String field, @Nullable Number value) {
    if (value != null && value.longValue() < 0) {
      throw new IllegalArgumentException(field + " is 0 or more, not " + value);
    }
  }
}
