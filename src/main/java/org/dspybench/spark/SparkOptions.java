package org.dspybench.spark;

import java.util.List;
import java.util.Optional;
import org.dspybench.batch.BatchOptions;

/**
 * How questions are predicted on a cluster. Immutable.
 *
 * @param predictor the predictor of each executor. Its limit by rate is the whole cluster's; any
 *     other limit, and its workers, are each executor's. It has neither a deadline for the whole
 *     nor an interval log.
 * @param checkpoint folder on any file system of Hadoop's in which finished outcomes are kept, so
 *     that what was lost or interrupted goes on where it was
 * @param inputFields columns that are the program's input fields; all when empty
 * @param partitions parts that the questions are divided into, each of which one task asks; four
 *     for each core when empty
 * @param resume whether to go on with what the checkpoint holds
 * @param retryFailed whether to ask those questions again that failed in an earlier run
 * @param tracebacks whether the Python traceback stands beside a failure's message
 */
public record SparkOptions(
    BatchOptions predictor,
    String checkpoint,
    List<String> inputFields,
    Optional<Integer> partitions,
    boolean resume,
    boolean retryFailed,
    boolean tracebacks) {

  /** Workers of an executor where nothing was said. */
  public static final int WORKERS = 50;

  /**
   * @throws IllegalArgumentException in one line, if the choices contradict each other
   */
  public SparkOptions {
    inputFields = List.copyOf(inputFields);
    require(
        predictor.batchDeadline().isEmpty(),
        "a deadline for the whole is not for a cluster: take one for each question, or end the"
            + " application, which --resume goes on with");
    require(
        predictor.intervalLog().isEmpty(),
        "an interval log is of one process, and not for a cluster");
    require(!checkpoint.isBlank(), "the checkpoint needs a folder");
    require(
        partitions.orElse(1) >= 1,
        "there must be at least 1 partition, not " + partitions.orElse(0));
    require(
        resume || !retryFailed,
        "--retry-failed asks the failed questions of an earlier run; add --resume");
  }

  /** Options with what is usual, for a new checkpoint. */
  public static SparkOptions of(BatchOptions predictor, String checkpoint) {
    return new SparkOptions(
        predictor, checkpoint, List.of(), Optional.empty(), false, false, false);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
