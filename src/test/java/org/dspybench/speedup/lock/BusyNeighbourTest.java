package org.dspybench.speedup.lock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.Test;

class BusyNeighbourTest {

  private static ResultRow row(String busyThread, String switchMillis, double p99) {
    return LockRows.row(
        Map.of("busyThread", busyThread, "switchMillis", switchMillis),
        Map.of(Measure.LATENCY_P99, p99));
  }

  @Test
  void pairs_differInWhoseThreadComputes() {
    List<BusyNeighbour> pairs =
        BusyNeighbour.of(
            List.of(
                row("none", "tuned", 18),
                row("java", "tuned", 21),
                row("python", "tuned", 23),
                row("none", "tuned", 18),
                row("java", "5", 22),
                row("python", "5", 34)));

    assertThat(pairs)
        .extracting(pair -> pair.python().params().get("switchMillis"))
        .containsExactly("tuned", "5");
    assertThat(pairs)
        .extracting(pair -> pair.addedMillis(Measure.LATENCY_P99).orElseThrow())
        .containsExactly(2.0, 12.0);
  }

  @Test
  void pairs_areNone_whenThereIsNothingToCompareWith() {
    assertThat(BusyNeighbour.of(List.of(row("python", "tuned", 23), row("java", "5", 22))))
        .isEmpty();
  }

  @Test
  void addedMillis_isAbsent_whenTheFigureIs() {
    BusyNeighbour pair =
        BusyNeighbour.of(List.of(row("java", "5", 22), row("python", "5", 34))).get(0);

    assertThat(pair.addedMillis(Measure.LATENCY_P50)).isEmpty();
  }
}
