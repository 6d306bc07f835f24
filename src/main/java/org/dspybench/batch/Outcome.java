package org.dspybench.batch;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.dspybench.python.FailureKind;

/** What became of one question. Every question of a batch gets exactly one. */
public sealed interface Outcome {

  /** Which question of the batch it is, from 0. */
  long index();

  /** The question. */
  Question question();

  /** How long a worker was busy with it; zero where none was. */
  Duration latency();

  /** How long it waited for a worker before that. */
  Duration waited();

  /**
   * The program answered.
   *
   * @param fields all output fields, in the program's order
   * @param source where the answer came from
   */
  record Answered(
      long index,
      Question question,
      Map<String, Object> fields,
      Source source,
      Duration latency,
      Duration waited)
      implements Outcome {

    /** Keeps an immutable copy of the fields. */
    public Answered {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }
  }

  /** Where an answer came from. */
  enum Source {
    /** The program ran for this question. */
    PREDICTED,
    /** The same question stands earlier in the batch. */
    DUPLICATE,
    /** The same question was answered in an earlier batch. */
    CACHE
  }

  /**
   * The program did not answer.
   *
   * @param kind why, told apart by what one would do about it
   * @param attempts attempts made for the LM call that failed; empty where no call did
   * @param message the exception's message, and why no other attempt was made
   * @param traceback the Python traceback with all causes
   */
  record Failed(
      long index,
      Question question,
      FailureKind kind,
      OptionalInt attempts,
      String message,
      String traceback,
      Duration latency,
      Duration waited)
      implements Outcome {}

  /** The question's deadline or the batch's passed before there was an answer. */
  record TimedOut(long index, Question question, Duration latency, Duration waited)
      implements Outcome {}

  /** The batch was cancelled, or its predictor closed, before there was an answer. */
  record Cancelled(long index, Question question, Duration latency, Duration waited)
      implements Outcome {}
}
