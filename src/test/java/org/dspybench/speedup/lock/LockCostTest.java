package org.dspybench.speedup.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The cost of a prediction under the interpreter lock")
class LockCostTest {

  private static ResultRow row(String transport, String workers, double cpu) {
    return LockRows.row(
        Map.of("transport", transport, "workers", workers),
        Map.of(
            Measure.CPU_PER_PREDICTION,
            cpu,
            Measure.SIMULATED_MEAN,
            99.75,
            Measure.LOCK_CONTENTION,
            0.0));
  }

  @Test
  void ceiling_isTheInverseOfTheCost() {
    LockCost cost = LockCost.of(row("java", "10", 0.25)).orElseThrow();

    assertThat(cost.ceiling().value()).isCloseTo(4_000, within(1e-6));
  }

  @Test
  @DisplayName("at 100 ms with 0.25 ms of it computing, 400 workers keep the interpreter busy")
  void usefulWorkers_areLatencyAndCostOverCost() {
    LockCost cost = LockCost.of(row("java", "10", 0.25)).orElseThrow();

    assertThat(cost.usefulWorkers().orElseThrow().value()).isCloseTo(400, within(1e-6));
  }

  @Test
  void usefulWorkers_areOne_whenTheEndpointTakesNoTime() {
    ResultRow row =
        LockRows.row(
            Map.of(), Map.of(Measure.CPU_PER_PREDICTION, 0.25, Measure.SIMULATED_MEAN, 0.0));

    assertThat(LockCost.of(row).orElseThrow().usefulWorkers().orElseThrow().value()).isEqualTo(1);
  }

  @Test
  void usefulWorkers_areAbsent_whenTheLatencyIsNotKnown() {
    assertThat(LockCost.of(LockRows.measuringCpu(0.25)).orElseThrow().usefulWorkers()).isEmpty();
  }

  @Test
  void of_isAbsent_whenNoCpuTimeWasMeasured() {
    assertThat(LockCost.of(LockRows.row(Map.of(), Map.of()))).isEmpty();
  }

  @Test
  void contention_mayBeZero_andIsAbsentWhereNotMeasured() {
    assertThat(LockCost.of(row("java", "1", 0.25)).orElseThrow().contention()).hasValue(0);
    assertThat(LockCost.of(LockRows.measuringCpu(0.25)).orElseThrow().contention()).isEmpty();
  }

  @Test
  void interval_comesFromTheForks_andTurnsWithTheFraction() {
    LockCost cost = LockCost.of(LockRows.measuringCpu(0.2, 0.25, 0.3125)).orElseThrow();

    assertThat(cost.cpu().value()).isCloseTo(0.25, within(1e-9));
    assertThat(cost.cpu().low()).isBetween(0.1, 0.25);
    assertThat(cost.ceiling().high()).isCloseTo(1_000 / cost.cpu().low(), within(1e-6));
  }

  @Test
  void costs_areOrderedByTransportThenWorkers() {
    List<LockCost> costs =
        LockCost.of(
            List.of(
                row("lm15", "10", 2),
                row("java", "10", 1),
                LockRows.row(Map.of(), Map.of()),
                row("java", "1", 1)));

    assertThat(costs)
        .extracting(cost -> cost.row().params().toString())
        .containsExactly(
            "{transport=java, workers=1}",
            "{transport=java, workers=10}",
            "{transport=lm15, workers=10}");
  }
}
