package org.dspybench.batch;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.dspybench.python.FailureKind;

/** What became of one question. Every question of a batch gets exactly one. */
public sealed interface Outcome {

  /** The question. */
  Question question();

  /** How long a worker was busy with it. */
  Duration latency();

  /** How long it waited for a worker before that. */
  Duration waited();

  /**
   * The program answered.
   *
   * @param fields all output fields, in the program's order
   */
  record Answered(Question question, Map<String, Object> fields, Duration latency, Duration waited)
      implements Outcome {

    /** Keeps an immutable copy of the fields. */
    public Answered {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /**
   * The program did not answer.
   *
   * @param kind why, told apart by what one would do about it
   * @param attempts attempts made for the LM call that failed; empty where the transport retries by
   *     itself and does not say how often, or where no call was made
   * @param message the exception's message
   * @param traceback the Python traceback with all causes
   */
  record Failed(
      Question question,
      FailureKind kind,
      OptionalInt attempts,
      String message,
      String traceback,
      Duration latency,
      Duration waited)
      implements Outcome {}
}
