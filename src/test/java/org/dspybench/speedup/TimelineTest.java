package org.dspybench.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static ResultRow row(List<Double> inFlight, List<Double> rateLimited) {
    SortedMap<String, Metric> secondary = new TreeMap<>();
    IntStream.range(0, 20)
        .forEach(
            slot -> {
              String label = String.format(Locale.ROOT, "timeline.%02d.", slot);
              secondary.put(label + "inflight", new Metric("calls", List.of(inFlight)));
              secondary.put(label + "ratelimited", new Metric("calls/s", List.of(rateLimited)));
            });
    ResultRow plain = Rows.row("quota", new TreeMap<>(), 1.0);
    return new ResultRow(
        plain.benchmark(),
        "ss",
        1,
        1,
        1,
        plain.settings(),
        plain.params(),
        plain.primary(),
        secondary);
  }

  @Test
  void of_isTheMedianOfTheIterations_ofEachSlot() {
    Timeline timeline = Timeline.of(row(List.of(9.0, 10.0, 50.0), List.of(3.0, 0.0, 2.0))).get();

    assertThat(timeline.inFlight()).hasSize(20).containsOnly(10.0);
    assertThat(timeline.rateLimited()).hasSize(20).containsOnly(2.0);
  }

  @Test
  void of_passesOverAnIterationThatJmhFilledInWithZeros() {
    Timeline timeline = Timeline.of(row(List.of(0.0, 8.0, 10.0), List.of(0.0, 4.0, 4.0))).get();

    assertThat(timeline.inFlight()).containsOnly(9.0);
    assertThat(timeline.rateLimited()).containsOnly(4.0);
  }

  @Test
  void of_isAbsent_whereNothingWasMeasured() {
    assertThat(Timeline.of(Rows.row("batch", new TreeMap<>(), 1.0))).isEmpty();
    assertThat(Timeline.of(row(List.of(0.0, 0.0), List.of(0.0, 0.0)))).isEmpty();
  }
}
