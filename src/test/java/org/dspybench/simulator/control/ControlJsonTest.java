package org.dspybench.simulator.control;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.latency.LatencySummary;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What the control paths send")
class ControlJsonTest {

  private static LatencySummary summary(long nanos) {
    return new LatencySummary(
        Duration.ofNanos(nanos),
        Duration.ofNanos(2 * nanos),
        Duration.ofNanos(3 * nanos),
        Duration.ofNanos(4 * nanos));
  }

  @Test
  @DisplayName("has every figure of the counts, to the nanosecond")
  void stats_roundTrip() throws Exception {
    SimulatorStats stats =
        new SimulatorStats(
            99,
            12_345,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8.5,
            summary(1_234_567_891),
            summary(2_000_000_001),
            summary(999),
            List.of("tokens: 30000 a minute"),
            List.of("rate-limit: share 0.3", "die: calls 1 to 2"),
            "abc",
            Duration.ofSeconds(12),
            Duration.ofNanos(345));

    assertThat(ControlJson.stats(new String(ControlJson.stats(stats), UTF_8))).isEqualTo(stats);
  }

  @Test
  @DisplayName("has every field of a call, those that are not there too")
  void calls_roundTrip() throws Exception {
    List<SimulatedCall> calls =
        List.of(
            new SimulatedCall("a", 1, 2, 3, 4, 5, 200, null, null, false),
            new SimulatedCall("a", 2, 2, 3, 4, 5, 0, "rate-limit", 7L, true));

    assertThat(ControlJson.calls(new String(ControlJson.calls(calls, 0), UTF_8))).isEqualTo(calls);
  }
}
