package org.dspybench.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.lm.Endpoint;

/**
 * An outcome as a JSON object on one line. It begins with {@code index} and {@code status}:
 *
 * <ul>
 *   <li>{@code answered}: {@code question}, {@code answer} with all output fields, {@code source}
 *   <li>{@code failed}: {@code question}, {@code kind}, {@code attempts} where a call was made,
 *       {@code message}, and {@code traceback} where that was asked for
 *   <li>{@code timed-out}, {@code cancelled}: {@code question}
 *   <li>{@code not-asked}: {@code question}, unless it was left unread on a stream
 * </ul>
 *
 * <p>and ends with {@code latencyMs}, the time for which a worker was busy with it, where one was.
 */
public final class OutcomeJson {

  private static final JsonMapper JSON = new JsonMapper();

  /** What is shorter is no key, and may stand in any text. */
  private static final int SHORTEST_KEY = 8;

  private final boolean tracebacks;
  private final Optional<String> key;

  /**
   * Writes outcomes, in which the key of an endpoint never appears.
   *
   * @param tracebacks whether the Python traceback stands beside a failure's message
   */
  public OutcomeJson(boolean tracebacks, Endpoint endpoint) {
    this.tracebacks = tracebacks;
    this.key = Optional.ofNullable(System.getenv(endpoint.apiKeyVariable()));
  }

  /** The words that tell statuses apart. */
  public enum Status {
    ANSWERED,
    FAILED,
    TIMED_OUT,
    CANCELLED,
    NOT_ASKED;

    /** What became of the question. */
    public static Status of(Outcome outcome) {
      if (outcome instanceof Outcome.Answered) {
        return ANSWERED;
      }
      if (outcome instanceof Outcome.Failed) {
        return FAILED;
      }
      return outcome instanceof Outcome.TimedOut ? TIMED_OUT : CANCELLED;
    }

    /**
     * The status of that label.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Status of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** The word. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * An outcome.
   *
   * @param index which question of the input it is, from 0
   */
  public String write(long index, Outcome outcome) {
    Map<String, Object> fields = begin(index, Status.of(outcome));
    fields.put("question", outcome.question().inputs());
    if (outcome instanceof Outcome.Answered answered) {
      fields.put("answer", answered.fields());
      fields.put("source", answered.source().name().toLowerCase(Locale.ROOT));
    } else if (outcome instanceof Outcome.Failed failed) {
      fields.put("kind", failed.kind().label());
      failed.attempts().ifPresent(attempts -> fields.put("attempts", attempts));
      fields.put("message", withoutKey(failed.message()));
      if (tracebacks) {
        fields.put("traceback", withoutKey(failed.traceback()));
      }
    }
    if (!outcome.latency().isZero()) {
      long micros = outcome.latency().toNanos() / 1000;
      fields.put("latencyMs", micros / 1e3);
    }
    return write(fields);
  }

  /** Some endpoints repeat the key that they refuse. */
  private String withoutKey(String text) {
    return key.filter(secret -> secret.length() >= SHORTEST_KEY)
        .map(secret -> text.replace(secret, "(key)"))
        .orElse(text);
  }

  /** A question that was not asked. */
  String notAsked(long index, Question question) {
    Map<String, Object> fields = begin(index, Status.NOT_ASKED);
    fields.put("question", question.inputs());
    return write(fields);
  }

  /** A question that was not even read again. */
  String notAsked(long index) {
    return write(begin(index, Status.NOT_ASKED));
  }

  private static Map<String, Object> begin(long index, Status status) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("index", index);
    fields.put("status", status.label());
    return fields;
  }

  private static String write(Map<String, Object> fields) {
    try {
      return JSON.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("all values came from JSON", e);
    }
  }
}
