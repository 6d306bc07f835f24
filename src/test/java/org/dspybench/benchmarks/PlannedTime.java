package org.dspybench.benchmarks;

import java.time.Duration;
import java.util.Map;
import org.dspybench.results.PlannedRun;
import org.dspybench.run.Preset;
import org.dspybench.run.PresetPlan;
import org.dspybench.simulator.profile.SimulatorProfile;

/** What a preset takes at least: simulated latencies, quotas, and the start of each fork. */
final class PlannedTime {

  /** JVM, imports and warm-up of a fork; litellm is the slowest. */
  private static final Duration FORK = Duration.ofSeconds(6);

  private PlannedTime() {}

  static Duration of(Preset preset) {
    Duration sum = Duration.ZERO;
    for (Preset.Part part : preset.parts()) {
      Preset alone = new Preset("", preset.minutes(), preset.jvmArgs(), java.util.List.of(part));
      for (PlannedRun run : PresetPlan.of(alone, Map.of()).whole().runs()) {
        Duration batch = batch(run).multipliedBy(part.warmupIterations() + part.iterations());
        sum = sum.plus(FORK.plus(batch).multipliedBy(run.forks()));
      }
    }
    return sum;
  }

  private static Duration batch(PlannedRun run) {
    if (run.params().containsKey("quotaSeconds")) {
      return Duration.ofSeconds(Long.parseLong(run.params().get("quotaSeconds")));
    }
    if (!run.params().containsKey("profile")) {
      return Duration.ZERO;
    }
    double workers = Double.parseDouble(run.params().getOrDefault("workers", "1"));
    double calls = calls(run, workers);
    double scale = Double.parseDouble(run.params().get("timeScale"));
    Duration mean = SimulatorProfile.named(run.params().get("profile")).latency().mean();
    return Duration.ofNanos((long) (mean.toNanos() * scale * calls / workers));
  }

  private static double calls(PlannedRun run, double workers) {
    return run.params().containsKey("questionsPerWorker")
        ? workers * Double.parseDouble(run.params().get("questionsPerWorker"))
        : Double.parseDouble(run.params().getOrDefault("batchSize", "0"));
  }
}
