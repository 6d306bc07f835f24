package org.dspybench.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.simulator.call.SimulatedCall;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time line of a batch's calls")
class CallTimelineTest {

  private static SimulatedCall call(long arrivedMillis, long tookMillis, int status) {
    return new SimulatedCall(
        "key", 1, arrivedMillis * 1_000, 0, 0, tookMillis * 1_000, status, null, null, false);
  }

  private static Map<String, Double> figures(SimulatedCall... calls) {
    return new CallTimeline(List.of(calls))
        .figures().stream().collect(Collectors.toMap(Measured::label, Measured::value));
  }

  @Test
  @DisplayName("counts a call in each slot by the share of the slot that it takes")
  void figures_weighACallByItsShareOfTheSlot() {
    // Slots of 100 ms, from 500 ms on: the second call is there for half of slot 3.
    Map<String, Double> figures = figures(call(500, 2_000, 200), call(850, 50, 200));

    assertThat(figures).hasSize(40);
    assertThat(figures.get("timeline.02.inflight")).isEqualTo(1, within(1e-9));
    assertThat(figures.get("timeline.03.inflight")).isEqualTo(1.5, within(1e-9));
    assertThat(figures.get("timeline.19.inflight")).isEqualTo(1, within(1e-9));
  }

  @Test
  @DisplayName("tells the 429s per second where they came")
  void figures_tellRejectionsPerSecond() {
    Map<String, Double> figures =
        figures(call(0, 2_000, 200), call(110, 1, 429), call(190, 1, 429), call(1_999, 1, 429));

    assertThat(figures.get("timeline.00.ratelimited")).isZero();
    assertThat(figures.get("timeline.01.ratelimited")).isEqualTo(20, within(1e-9));
    assertThat(figures.get("timeline.19.ratelimited")).isEqualTo(10, within(1e-9));
  }

  @Test
  @DisplayName("loses nothing: the slots add up to the time of all calls")
  void figures_addUpToTheTimeOfAllCalls() {
    Random random = new Random(7);
    SimulatedCall[] calls =
        IntStream.range(0, 300)
            .mapToObj(i -> call(random.nextInt(3_000), 1 + random.nextInt(400), 200))
            .toArray(SimulatedCall[]::new);
    long begin = List.of(calls).stream().mapToLong(SimulatedCall::arrivedAtMicros).min().orElse(0);
    long end =
        List.of(calls).stream()
            .mapToLong(call -> call.arrivedAtMicros() + call.deliveredMicros())
            .max()
            .orElse(0);
    long all = List.of(calls).stream().mapToLong(SimulatedCall::deliveredMicros).sum();

    double mean =
        figures(calls).entrySet().stream()
            .filter(figure -> figure.getKey().endsWith(".inflight"))
            .mapToDouble(Map.Entry::getValue)
            .average()
            .orElseThrow();

    assertThat(mean * (double) (end - begin)).isEqualTo((double) all, within(1.0));
  }

  @Test
  @DisplayName("is empty for a batch without calls, or of no length")
  void figures_areNone_withoutTime() {
    assertThat(figures()).isEmpty();
    assertThat(figures(call(5, 0, 200))).isEmpty();
  }
}
