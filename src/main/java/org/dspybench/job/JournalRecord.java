package org.dspybench.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HexFormat;
import java.util.Optional;
import org.dspybench.job.JobResult.Unanswered;
import org.dspybench.job.OutcomeJson.Status;

/**
 * A line of a journal.
 *
 * @param index which question of the input, from 0
 * @param fingerprint the question's
 * @param status what the outcome says, told apart for those who look no further
 * @param outcome the outcome's JSON
 */
record JournalRecord(long index, long fingerprint, Status status, String outcome) {

  private static final String OUTCOME = ",\"outcome\":";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** One line, without its line feed. No part of it from its start is itself JSON. */
  String line() {
    return "{\"index\":"
        + index
        + ",\"fingerprint\":\""
        + HexFormat.of().toHexDigits(fingerprint)
        + "\""
        + OUTCOME
        + outcome
        + "}";
  }

  /** Reads what {@link #line} wrote; empty if it is something else, such as a part of it. */
  static Optional<JournalRecord> read(String line) {
    try {
      JsonNode record = JSON.readTree(line);
      JsonNode index = record.path("index");
      int outcome = line.indexOf(OUTCOME);
      if (!index.canConvertToInt() || index.asInt() < 0 || outcome < 0) {
        return Optional.empty();
      }
      return Optional.of(
          new JournalRecord(
              index.asInt(),
              HexFormat.fromHexDigitsToLong(record.path("fingerprint").asText()),
              Status.of(record.path("outcome").path("status").asText()),
              line.substring(outcome + OUTCOME.length(), line.length() - 1)));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The question, where it has no answer. */
  Unanswered unanswered() throws JsonProcessingException {
    JsonNode failure = JSON.readTree(outcome);
    return status == Status.FAILED
        ? new Unanswered(index, failure.path("kind").asText(), failure.path("message").asText())
        : new Unanswered(index, Unanswered.TIMED_OUT, Unanswered.NO_ANSWER_IN_TIME);
  }
}
