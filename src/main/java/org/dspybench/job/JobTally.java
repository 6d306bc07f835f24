package org.dspybench.job;

/**
 * What a job has come to, earlier runs included.
 *
 * @param answered questions with an answer
 * @param failed questions that failed
 * @param timedOut questions whose deadline passed
 * @param notAsked questions that were not asked, because the job's deadline passed before; those
 *     left unread on a stream are not known
 */
public record JobTally(long answered, long failed, long timedOut, long notAsked) {

  /** Questions without an answer. */
  public long unanswered() {
    return failed + timedOut + notAsked;
  }

  /** All questions. */
  public long questions() {
    return answered + unanswered();
  }
}
