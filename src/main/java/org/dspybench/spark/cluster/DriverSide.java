package org.dspybench.spark.cluster;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.jspecify.annotations.Nullable;

/** The driver's end of the line to the executors. */
public final class DriverSide implements DriverPlugin {

  // Spark makes plugins by itself, and a driver has one application: there is no other way to it.
  private static volatile @Nullable DriverSide running;

  private final LiveExecutors executors = new LiveExecutors();

  /** The executors of the application that runs; empty if it was started without the plugin. */
  public static Optional<LiveExecutors> executors() {
    return Optional.ofNullable(running).map(side -> side.executors);
  }

  @Override
  public Map<String, String> init(SparkContext context, PluginContext plugin) {
    running = this;
    context.addSparkListener(
        new SparkListener() {
          @Override
          public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
            executors.lost(removed.executorId());
          }
        });
    return Map.of();
  }

  @Override
  public Object receive(Object message) {
    return executors.report(WorkReport.of(message), System.nanoTime()).executors();
  }

  @Override
  public void shutdown() {
    running = null;
  }
}
