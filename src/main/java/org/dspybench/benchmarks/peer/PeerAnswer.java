package org.dspybench.benchmarks.peer;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.OptionalInt;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.python.FailureKind;
import org.jspecify.annotations.Nullable;

/**
 * What a peer tells of one question.
 *
 * @param text the answer, or null
 * @param error what there is instead: type and message of the exception
 * @param micros from asking to the answer, as the peer saw it
 */
record PeerAnswer(@Nullable String text, @Nullable String error, long micros) {

  /** As the outcome of a question, so that peers are checked as our own batches are. */
  Outcome outcome(int index, Question question) {
    Duration latency = Duration.of(micros, ChronoUnit.MICROS);
    if (text == null) {
      return new Outcome.Failed(
          index,
          question,
          FailureKind.PROGRAM,
          OptionalInt.empty(),
          String.valueOf(error),
          "",
          latency,
          Duration.ZERO);
    }
    return new Outcome.Answered(
        index, question, Map.of("answer", text), Outcome.Source.PREDICTED, latency, Duration.ZERO);
  }
}
