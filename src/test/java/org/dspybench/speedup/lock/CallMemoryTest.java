package org.dspybench.speedup.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.Test;

class CallMemoryTest {

  private static ResultRow rung(int workers, double mebibytes) {
    return LockRows.row(
        Map.of("workers", String.valueOf(workers)), Map.of(Measure.MEMORY, mebibytes));
  }

  @Test
  void perCall_isTheSlopeOfTheLadder() {
    OptionalDouble perCall =
        CallMemory.perCall(List.of(rung(10, 205), rung(100, 250), rung(200, 300)));

    assertThat(perCall.orElseThrow()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void perCall_isNotMoved_byOneOddRung() {
    OptionalDouble perCall =
        CallMemory.perCall(
            List.of(rung(10, 205), rung(50, 225), rung(100, 400), rung(150, 275), rung(200, 300)));

    assertThat(perCall.orElseThrow()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void perCall_isAbsent_whenThereIsOneWorkerCount_orMemoryDoesNotGrow() {
    assertThat(CallMemory.perCall(List.of(rung(10, 205), rung(10, 210)))).isEmpty();
    assertThat(CallMemory.perCall(List.of(rung(10, 205), rung(100, 200)))).isEmpty();
  }
}
