package org.dspybench.spark;

import org.apache.spark.SparkConf;
import org.dspybench.spark.cluster.PredictorRecipe;

/** Settings of Spark that a job needs, and those that it refuses. */
final class ClusterSettings {

  private static final String PLUGINS = "spark.plugins";
  private static final String ENVIRONMENT = "spark.executorEnv.";

  private ClusterSettings() {}

  /** Sets what is needed before the application begins, where it was not set by somebody else. */
  static SparkConf prepare(SparkConf conf) {
    String plugins = conf.get(PLUGINS, "");
    if (!hasPlugin(conf)) {
      String ours = BatchPlugin.class.getName();
      conf.set(PLUGINS, plugins.isBlank() ? ours : plugins + "," + ours);
    }
    // An attempt begins where the one before was ended, so that many make sense: an executor that
    // is lost fails all its tasks, whatever they had done.
    conf.setIfMissing("spark.task.maxFailures", "20");
    // What an executor does is Python's work for the most part. The JVM's better compiler takes a
    // core of it for a minute, and had not paid for that after 50,000 questions.
    conf.setIfMissing("spark.executor.defaultJavaOptions", "-XX:TieredStopAtLevel=1");
    // litellm downloads a price list otherwise.
    conf.setIfMissing(ENVIRONMENT + "LITELLM_LOCAL_MODEL_COST_MAP", "True");
    conf.setIfMissing("spark.app.name", "dspybench batch");
    return conf;
  }

  /**
   * Refuses what would break a promise.
   *
   * @throws IllegalArgumentException in one line
   */
  static void check(SparkConf conf, PredictorRecipe recipe) {
    if (conf.getBoolean("spark.speculation", false)) {
      throw new IllegalArgumentException(
          "speculative execution asks questions twice: set spark.speculation to false");
    }
    if (conf.contains(ENVIRONMENT + recipe.apiKeyVariable())) {
      throw new IllegalArgumentException(
          "%s would show the key on Spark's web page: set the variable on each node, or as a secret of the container"
              .formatted(ENVIRONMENT + recipe.apiKeyVariable()));
    }
    if (recipe.clusterRate().isPresent() && !hasPlugin(conf)) {
      throw new IllegalArgumentException(
          "a limit by rate is divided by a plugin: start the application with --conf %s=%s"
              .formatted(PLUGINS, BatchPlugin.class.getName()));
    }
  }

  private static boolean hasPlugin(SparkConf conf) {
    return conf.get(PLUGINS, "").contains(BatchPlugin.class.getName());
  }
}
