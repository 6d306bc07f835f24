package org.dspybench.spark.checkpoint;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dspybench.job.OutcomeJson.Status;

/**
 * An outcome in a journal: the line that {@link org.dspybench.job.OutcomeJson} writes.
 *
 * @param index which question, from 0
 * @param status what became of it
 * @param json the line, without its line feed
 */
public record JournalLine(long index, Status status, String json) {

  // Index and status are told apart without reading the rest: there are millions of lines.
  private static final Pattern BEGIN =
      Pattern.compile("\\{\"index\":(\\d{1,18}),\"status\":\"([a-z-]+)\"");

  /** Reads a whole line; empty if it is something else. */
  static Optional<JournalLine> read(String line) {
    Matcher begin = BEGIN.matcher(line);
    if (!begin.lookingAt()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new JournalLine(Long.parseLong(begin.group(1)), Status.of(begin.group(2)), line));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the outcome is to stay.
   *
   * @param retryFailed whether failures are asked again
   */
  boolean isFinal(boolean retryFailed) {
    return status == Status.ANSWERED || (status == Status.FAILED && !retryFailed);
  }
}
