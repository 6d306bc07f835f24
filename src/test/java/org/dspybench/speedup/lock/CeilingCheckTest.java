package org.dspybench.speedup.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.Test;

class CeilingCheckTest {

  private final LockCost cost = LockCost.of(LockRows.measuringCpu(0.5)).orElseThrow();

  private static ResultRow batchOf(String size, double millis) {
    return LockRows.row(Map.of("batchSize", size), Map.of(), millis);
  }

  @Test
  void check_takesTheHighestThroughput() {
    CeilingCheck check =
        CeilingCheck.of(cost, List.of(batchOf("1000", 1_000), batchOf("1700", 1_000)))
            .orElseThrow();

    assertThat(check.highest().value()).isCloseTo(1_700, within(1e-6));
    assertThat(check.share()).isCloseTo(0.85, within(1e-9));
    assertThat(check.holds()).isTrue();
  }

  @Test
  void check_fails_whenTheHighestThroughputIsFarBelow_orAbove() {
    assertThat(CeilingCheck.of(cost, List.of(batchOf("1500", 1_000))).orElseThrow().holds())
        .isFalse();
    assertThat(CeilingCheck.of(cost, List.of(batchOf("2500", 1_000))).orElseThrow().holds())
        .isFalse();
  }

  @Test
  void check_isAbsent_whenNoRowHasAThroughput() {
    assertThat(CeilingCheck.of(cost, List.of(LockRows.measuringCpu(0.5)))).isEmpty();
  }
}
