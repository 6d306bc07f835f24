package org.dspybench.cli;

import java.util.Optional;
import org.dspybench.console.PredictorArguments;
import org.dspybench.modes.Mode;
import org.dspybench.modes.ModeSettings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What to show against the simulated endpoint. */
final class ModeArguments {

  @Option(
      names = "--mode",
      paramLabel = "NAME",
      description = {
        "simple (8 questions, 4 at once), large (150, 10), rate-limited (50, 5, against a quota),",
        "benchmark (200, with 1, 4, 10, 16, 32, … at once until more stop paying)"
      })
  private @Nullable String mode;

  @Option(names = "--batch-size", paramLabel = "N", description = "questions (default: the mode's)")
  private @Nullable Integer batchSize;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "another seed gives other latencies (default: ${DEFAULT-VALUE})")
  private long seed = 42;

  @Option(
      names = "--time-scale",
      paramLabel = "X",
      converter = TimeScale.class,
      description = "factor on latencies of 2.2 s (default: 1/40)")
  private double timeScale = 1 / 40.0;

  @Option(names = "--json", description = "print the figures as JSON")
  private boolean json;

  Optional<Mode> mode() {
    return Optional.ofNullable(mode).map(Mode::of);
  }

  boolean isJson() {
    return json;
  }

  ModeSettings settings(Mode chosen, PredictorArguments predictor) {
    return new ModeSettings(
        chosen,
        batchSize == null ? chosen.batchSize() : batchSize,
        predictor.maxConcurrentOr(chosen.maxConcurrent()),
        seed,
        timeScale);
  }
}
