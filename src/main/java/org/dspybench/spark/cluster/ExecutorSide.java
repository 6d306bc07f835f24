package org.dspybench.spark.cluster;

import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.plugin.ExecutorPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.dspybench.lm.CommonPool;
import org.jspecify.annotations.Nullable;

/** An executor's end of the line to the driver. */
public final class ExecutorSide implements ExecutorPlugin {

  // As on the driver: Spark makes it, once for an executor.
  private static volatile @Nullable PluginContext line;

  /** The line; empty if the application was started without the plugin. */
  static Optional<PluginContext> line() {
    return Optional.ofNullable(line);
  }

  @Override
  public void init(PluginContext plugin, Map<String, String> settings) {
    CommonPool.enlarge();
    line = plugin;
  }

  @Override
  public void shutdown() {
    ExecutorPredictor.shutDown();
    line = null;
  }
}
