package org.dspybench.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.OptionalDouble;
import org.dspybench.simulator.call.SimulatedCall;
import org.junit.jupiter.api.Test;

class SimulatorUseTest {

  /** Three calls within 2 ms, so 1,500 a second. */
  private static final List<SimulatedCall> CALLS =
      List.of(call(10_500, 100), call(10_000, 1_000), call(11_500, 500));

  @Test
  void percent_isTheRateFromFirstArrivalToLastDelivery_ofTheHighest() {
    assertThat(new SimulatorUse(OptionalDouble.of(5_000)).percent(CALLS).orElseThrow())
        .isCloseTo(30, within(1e-9));
  }

  @Test
  void percent_isEmpty_whereNothingIsKnownOrCalled() {
    assertThat(new SimulatorUse(OptionalDouble.empty()).percent(CALLS)).isEmpty();
    assertThat(new SimulatorUse(OptionalDouble.of(5_000)).percent(List.of())).isEmpty();
  }

  private static SimulatedCall call(long arrivedAtMicros, long deliveredMicros) {
    return new SimulatedCall(
        "key", 1, arrivedAtMicros, 0, 0, deliveredMicros, 200, null, null, false);
  }
}
