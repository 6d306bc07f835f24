package org.dspybench.job;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dspybench.batch.BatchMetrics;

/**
 * How a job ended.
 *
 * @param ending why
 * @param tally what became of the questions, earlier runs included
 * @param asked questions asked by this run
 * @param firstUnanswered the first questions that failed or timed out, in order, at most ten
 * @param metrics what this run measured; empty if it asked nothing
 * @param journal the journal that was kept, because there is something left to do; empty if not
 */
public record JobResult(
    Ending ending,
    JobTally tally,
    long asked,
    List<Unanswered> firstUnanswered,
    Optional<BatchMetrics> metrics,
    Optional<Path> journal) {

  /** Keeps an immutable copy of the list. */
  public JobResult {
    firstUnanswered = List.copyOf(firstUnanswered);
  }

  /** Why a job ended. */
  public enum Ending {
    /** Every question has an outcome. */
    COMPLETE,
    /** The deadline of the whole passed. */
    TIMED_OUT,
    /** Somebody cancelled it. */
    CANCELLED
  }

  /**
   * A question without an answer.
   *
   * @param index which question, from 0
   * @param kind why
   * @param message what was said, which may be long
   */
  public record Unanswered(long index, String kind, String message) {

    /** Why, where a deadline passed. */
    public static final String TIMED_OUT = "timed-out";

    /** What is said then. */
    public static final String NO_ANSWER_IN_TIME = "no answer before the deadline";
  }
}
