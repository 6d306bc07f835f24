package org.dspybench.speedup.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.Test;

class BusyNeighbourTest {

  private static ResultRow row(String busyThreads, String switchMillis, double p99) {
    return LockRows.row(
        Map.of("busyThreads", busyThreads, "switchMillis", switchMillis),
        Map.of(Measure.LATENCY_P99, p99));
  }

  @Test
  void pairs_differInTheBusyThreadsAlone() {
    List<BusyNeighbour> pairs =
        BusyNeighbour.of(
            List.of(
                row("0", "tuned", 21),
                row("1", "tuned", 23),
                row("0", "5", 22),
                row("1", "5", 34)));

    assertThat(pairs)
        .extracting(pair -> pair.beside().params().get("switchMillis"))
        .containsExactly("tuned", "5");
    assertThat(pairs)
        .extracting(pair -> pair.addedMillis(Measure.LATENCY_P99).orElseThrow())
        .containsExactly(2.0, 12.0);
  }

  @Test
  void pairs_areNone_whenThereIsNothingToCompareWith() {
    assertThat(BusyNeighbour.of(List.of(row("1", "tuned", 23), row("0", "5", 22)))).isEmpty();
  }

  @Test
  void addedMillis_isAbsent_whenTheFigureIs() {
    BusyNeighbour pair = BusyNeighbour.of(List.of(row("0", "5", 22), row("1", "5", 34))).get(0);

    assertThat(pair.addedMillis(Measure.LATENCY_P50)).isEmpty();
  }
}
