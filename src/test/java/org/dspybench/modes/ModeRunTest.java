package org.dspybench.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.BatchOptions;
import org.dspybench.modes.Ladder.Step;
import org.dspybench.simulator.SimulatorProcess;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A mode, against a simulated endpoint in a JVM of its own")
@Tag("slow")
class ModeRunTest {

  private static ModeRun run(Mode mode, int batchSize, int maxConcurrent, double timeScale)
      throws IOException {
    SimulatorSettings instant = SimulatorSettings.instant();
    return new ModeRun(
        new ModeSettings(mode, batchSize, maxConcurrent, 42, timeScale),
        SimulatorProcess.startCold(instant));
  }

  private static ModeRun.Options options() {
    return (endpoint, workers) -> BatchOptions.to(endpoint).workers(workers);
  }

  @Test
  void rateLimited_meets429s_andAnswersAllTheSame() throws IOException {
    try (ModeRun run = run(Mode.RATE_LIMITED, 30, 5, 0.02)) {
      BatchMetrics metrics = run.predict(options()).metrics();

      assertThat(metrics.counts().answered()).isEqualTo(30);
      assertThat(metrics.calls().rateLimited()).isPositive();
      assertThat(metrics.calls().requests()).isEqualTo(30 + metrics.calls().rateLimited());
    }
  }

  @Test
  void rateLimited_saysSo_whenTheQuotaIsNeverMet() throws IOException {
    try (ModeRun run = run(Mode.RATE_LIMITED, 1, 5, 0.02)) {
      assertThatThrownBy(() -> run.predict(options()))
          .hasMessage("the quota was never met; ask more questions, or more at once");
    }
  }

  @Test
  @DisplayName("benchmark climbs 1, 4, 10, 16, …, and ends where another step gains nothing")
  void benchmark_climbsWhileItPays() throws IOException {
    try (ModeRun run = run(Mode.BENCHMARK, 40, 20, 0.02)) {
      List<Step> told = new ArrayList<>();
      Ladder ladder = run.climb(options(), told::add);

      assertThat(ladder.steps()).isEqualTo(told);
      assertThat(ladder.steps()).extracting(Step::workers).containsExactly(1, 4, 10, 16);
      assertThat(ladder.sequential().callsInFlight().peak()).isEqualTo(1);
      assertThat(ladder.steps().get(2).metrics().callsInFlight().peak()).isEqualTo(10);
      assertThat(ladder.steps().get(2).metrics().speedupOver(ladder.sequential())).isGreaterThan(2);
    }
  }
}
