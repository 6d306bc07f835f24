package org.dspybench.spark.metrics;

import org.apache.spark.SparkEnv;

/** Where a task runs. */
public final class ThisExecutor {

  private ThisExecutor() {}

  /** The id by which Spark tells executors apart; {@code driver} in a local session. */
  public static String id() {
    return SparkEnv.get().executorId();
  }

  /** The node's name or address. */
  static String host() {
    return SparkEnv.get().blockManager().blockManagerId().host();
  }

  /** What messages call it. */
  public static String name() {
    return "executor " + id() + " on " + host();
  }
}
