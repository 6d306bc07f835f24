package org.dspybench.modes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import org.dspybench.modes.Ladder.Step;
import org.dspybench.simulator.limit.RateLimits;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A ladder of worker counts")
class LadderTest {

  /** A ladder with the given throughputs, of 1, 4, 10, 16, 32, … workers. */
  private static Ladder ladder(double... throughputs) {
    int[] workers = {1, 4, 10, 16, 32, 64, 128};
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < throughputs.length; i++) {
      steps.add(new Step(workers[i], Measured.answering(throughputs[i], workers[i])));
    }
    return new Ladder(steps);
  }

  @Test
  void optimum_isTheFewestWorkersWithinFivePercentOfTheBest() {
    assertThat(ladder(20, 80, 195, 200, 190).optimalWorkers()).isEqualTo(10);
    assertThat(ladder(20, 80, 189, 200, 190).optimalWorkers()).isEqualTo(16);
    assertThat(ladder(20, 80, 160).optimalWorkers()).isEqualTo(10);
    assertThat(ladder(20, 20, 20).optimalWorkers()).isEqualTo(1);
    assertThat(ladder(20).optimalWorkers()).isEqualTo(1);
  }

  @Test
  void aStepPays_fromAGainOfFivePercent() {
    Step lower = new Step(10, Measured.answering(100, 10));
    assertThat(new Step(16, Measured.answering(106, 16)).paysOver(lower)).isTrue();
    assertThat(new Step(16, Measured.answering(104, 16)).paysOver(lower)).isFalse();
  }

  @Test
  void json_hasEachStepWithItsSpeedup() throws Exception {
    JsonNode json = new JsonMapper().readTree(ladder(20, 80, 160).toJson());

    assertThat(json.path("optimalWorkers").asInt()).isEqualTo(10);
    assertThat(json.path("steps")).hasSize(3);
    assertThat(json.at("/steps/0/speedup").asDouble()).isEqualTo(1);
    assertThat(json.at("/steps/1/speedup").asDouble()).isCloseTo(4, within(1e-6));
    assertThat(json.at("/steps/2/efficiency").asDouble()).isCloseTo(0.8, within(1e-6));
  }

  @Test
  void modes_areThoseThatTheHelpTells() {
    assertThat(Mode.of("rate-limited")).isEqualTo(Mode.RATE_LIMITED);
    assertThat(Mode.SIMPLE.batchSize()).isEqualTo(8);
    assertThat(Mode.SIMPLE.maxConcurrent()).isEqualTo(4);
    assertThat(Mode.LARGE.batchSize()).isEqualTo(150);
    assertThat(Mode.LARGE.maxConcurrent()).isEqualTo(10);
    assertThat(Mode.RATE_LIMITED.batchSize()).isEqualTo(50);
    assertThat(Mode.RATE_LIMITED.maxConcurrent()).isEqualTo(5);
    assertThatThrownBy(() -> Mode.of("huge"))
        .hasMessage("no mode 'huge'; there are: simple, large, rate-limited, benchmark");
  }

  @Test
  @DisplayName("the quota is a quarter of what the workers could ask for, at any time scale")
  void quota_isAQuarterOfWhatTheWorkersCouldAsk() {
    // Five workers, 2.18 s a call: 138 a minute.
    assertThat(quota(5, 1)).isEqualTo(RateLimits.perMinute(34, null, 1 / 34.0));
    assertThat(quota(5, 1 / 40.0).requestsPerMinute()).isBetween(1370, 1380);
    assertThat(quota(5, 0).requestsPerMinute()).isEqualTo(1500);
    assertThat(quota(1, 1000).requestsPerMinute()).isEqualTo(1);
  }

  private static RateLimits quota(int workers, double timeScale) {
    return new ModeSettings(Mode.RATE_LIMITED, 50, workers, 42, timeScale)
        .simulator()
        .profile()
        .limits();
  }

  @Test
  void settings_refuseNothingToDo() {
    assertThatThrownBy(() -> new ModeSettings(Mode.LARGE, 0, 1, 42, 1))
        .hasMessageContaining("a question and a worker");
  }
}
