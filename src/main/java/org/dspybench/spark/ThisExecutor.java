package org.dspybench.spark;

import org.apache.spark.SparkEnv;

/** Where a task runs. */
final class ThisExecutor {

  private ThisExecutor() {}

  /** The id by which Spark tells executors apart; {@code driver} in a local session. */
  static String id() {
    return SparkEnv.get().executorId();
  }

  /** The node's name or address. */
  static String host() {
    return SparkEnv.get().blockManager().blockManagerId().host();
  }

  /** What messages call it. */
  static String name() {
    return "executor " + id() + " on " + host();
  }
}
