package org.dspybench.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Runs a DSPy program on the questions of a dataset, on the executors of a Spark cluster, one
 * interpreter in each. Every question gets an outcome; one that fails never fails the batch.
 *
 * <pre>{@code
 * var options = BatchOptions.to(endpoint).workers(SparkOptions.WORKERS).build();
 * Dataset<Row> outcomes = SparkBatch.predict(tickets, SparkOptions.of(options, "hdfs:///checkpoints/tickets"));
 * }</pre>
 *
 * <p>From a command line: {@code spark-submit --class org.dspybench.spark.SparkBatch benchmarks.jar
 * --help}.
 */
public final class SparkBatch {

  private SparkBatch() {}

  /**
   * Asks the questions, and returns when each has an outcome.
   *
   * <p>The outcomes are read from the checkpoint, as often as the result is evaluated: no question
   * is asked again for that. So the checkpoint is to be kept for as long as the result is used, and
   * is the caller's to delete.
   *
   * @param questions a row for each question
   * @return the columns of {@code questions}, and a struct {@code outcome} of {@code index}, {@code
   *     status}, {@code answer} (a map of the output fields; what is no string is JSON), {@code
   *     source}, {@code kind}, {@code attempts}, {@code message}, {@code traceback} and {@code
   *     latencyMs}. What an outcome has not is null.
   * @throws IllegalArgumentException in one line, if a setting of Spark is refused, the input is
   *     not fit, or the checkpoint is another job's or is not to be gone on with
   * @throws RuntimeException naming host and remedy, if an executor has no usable Python
   *     environment
   */
  public static Dataset<Row> predict(Dataset<Row> questions, SparkOptions options) {
    ClusterJob job = ClusterJob.open(questions, options);
    job.run();
    return job.outcomes().beside();
  }

  /** The command line; see {@code --help}. */
  public static void main(String[] args) {
    int exitCode = SparkBatchCommand.execute(args);
    // A cluster takes any call of exit for a failure of its own.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
