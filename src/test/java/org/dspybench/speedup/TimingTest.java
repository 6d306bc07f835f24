package org.dspybench.speedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.dspybench.speedup.Rows.inUnit;
import static org.dspybench.speedup.Rows.measuring;
import static org.dspybench.speedup.Rows.row;

import java.util.List;
import java.util.Map;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.Test;

class TimingTest {

  private static final Map<String, String> BATCH_OF_200 = Map.of("batchSize", "200");

  @Test
  void perSecond_isTheBatchSizeOverTheTime() {
    Timing timing = new Timing(row("batch", BATCH_OF_200, 250));

    assertThat(timing.perSecond().orElseThrow().value()).isCloseTo(800, within(1e-9));
  }

  @Test
  void perSecond_isAbsent_withoutABatchSize() {
    assertThat(new Timing(row("batch", Map.of(), 250)).perSecond()).isEmpty();
    assertThat(new Timing(row("batch", Map.of("batchSize", "all"), 250)).perSecond()).isEmpty();
  }

  @Test
  void timesSlowest_isTheSlowestTimeOverThis() {
    Timing fast = new Timing(row("batch", Map.of("transport", "java"), 200));
    Timing slow = new Timing(row("batch", Map.of("transport", "litellm"), 1700));
    List<Timing> group = List.of(fast, slow);

    assertThat(fast.timesSlowest(group).orElseThrow().value()).isCloseTo(8.5, within(1e-9));
    assertThat(slow.timesSlowest(group)).contains(new Estimate(1, 1, 1));
  }

  @Test
  void timesSlowest_isAbsent_forARowWithoutATime() {
    Timing none = new Timing(inUnit("ops/s", "batch", Map.of("transport", "java"), 200));
    Timing slow = new Timing(row("batch", Map.of("transport", "litellm"), 1700));

    assertThat(none.timesSlowest(List.of(none, slow))).isEmpty();
    assertThat(none.whyNone()).contains("batch is in ops/s, not in time per operation");
  }

  @Test
  void operationsPerSecond_isOfABenchmarkThatMeasuresARate() {
    Timing rate = new Timing(inUnit("ops/ms", "batch", Map.of(), 200));

    assertThat(rate.operationsPerSecond().orElseThrow().value()).isCloseTo(200_000, within(1e-6));
    assertThat(new Timing(row("batch", Map.of(), 200)).operationsPerSecond()).isEmpty();
    assertThat(new Timing(inUnit("ops/s", "batch", Map.of(), 0)).operationsPerSecond()).isEmpty();
  }

  @Test
  void highSteal_isTheMean_fromMoreThanFivePercentOn() {
    assertThat(Summary.highSteal(withSteal(4.0, 8.0))).hasValue(6);
    assertThat(Summary.highSteal(withSteal(4.0, 6.0))).isEmpty();
    assertThat(Summary.highSteal(row("batch", Map.of(), 1))).isEmpty();
  }

  @Test
  void median_isTheMiddleOrTheMeanOfTheTwo() {
    assertThat(Summary.median(withSteal(9.0, 1.0, 2.0), Measure.STEAL)).hasValue(2);
    assertThat(Summary.median(withSteal(9.0, 1.0, 2.0, 3.0), Measure.STEAL)).hasValue(2.5);
    assertThat(Summary.median(row("batch", Map.of(), 1), Measure.STEAL)).isEmpty();
  }

  @Test
  void dividing_turnsTheIntervalRound() {
    assertThat(new Estimate(4, 2, 8).dividing(8)).isEqualTo(new Estimate(2, 1, 4));
  }

  @Test
  void estimate_refusesAnIntervalWithoutItsValue() {
    assertThatThrownBy(() -> new Estimate(4, 5, 6)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Estimate(Double.NaN, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ResultRow withSteal(Double... percent) {
    return measuring(Map.of(Measure.STEAL, List.of(percent)), "batch", Map.of(), 1);
  }
}
