package org.dspybench.spark;

import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.SparkPlugin;
import org.dspybench.spark.cluster.DriverSide;
import org.dspybench.spark.cluster.ExecutorSide;

/**
 * Lets executors tell the driver how far they are, and ask it for their share of a quota. Named in
 * the setting {@code spark.plugins}; {@link SparkBatch} run by {@code spark-submit} does that
 * itself.
 */
public final class BatchPlugin implements SparkPlugin {

  @Override
  public DriverPlugin driverPlugin() {
    return new DriverSide();
  }

  @Override
  public ExecutorPlugin executorPlugin() {
    return new ExecutorSide();
  }
}
