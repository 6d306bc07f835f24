package org.dspybench.simulator.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.stream.IntStream;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.latency.LogNormalLatency;
import org.dspybench.simulator.latency.StandardNormal;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A draw")
class DrawsTest {

  private static final String KEY = "00112233445566778899aabbccddeeff";

  /** Computed with Python's hashlib. */
  @ParameterizedTest
  @CsvSource({
    "42, LATENCY, 0, 0.8566095930748718",
    "42, LATENCY, 1, 0.6215886732382536",
    "42, FAULT, 0, 0.36713670727041053",
    "-7, LATENCY, 0, 0.19575534698763225"
  })
  @DisplayName("is the number that any other implementation of the rule finds")
  void uniform_isAsSpecified(long seed, Draws.Stream stream, int index, double expected) {
    assertThat(new Draws(seed).uniform(stream, KEY, index)).isEqualTo(expected);
  }

  /** From Python's statistics.NormalDist().inv_cdf. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.01, -2.3263478740408408",
    "0.05, -1.6448536269514726",
    "0.925, 1.439531470938456",
    "0.99, 2.3263478740408408",
    "0.999, 3.090232306167813",
    "1e-12, -7.034483825301132"
  })
  @DisplayName("becomes a normal one by the published routine")
  void standardNormalQuantile_isThePublishedRoutines(double p, double z) {
    assertThat(StandardNormal.quantile(p)).isCloseTo(z, within(1e-14));
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant", "uniform", "typical"})
  @DisplayName("makes latencies of the profile's mean and p99")
  void quantile_hasMeanAndP99_over20000Draws(String profile) {
    LatencyModel latency = SimulatorProfile.named(profile).latency();
    Draws draws = new Draws(1);
    long[] nanos =
        IntStream.range(0, 20_000)
            .mapToDouble(i -> draws.uniform(Draws.Stream.LATENCY, "body " + i, 0))
            .mapToLong(u -> latency.quantile(u).toNanos())
            .sorted()
            .toArray();

    double mean = IntStream.range(0, nanos.length).mapToDouble(i -> nanos[i]).average().orElse(0);
    assertThat(mean / latency.mean().toNanos()).isCloseTo(1, within(0.02));
    double p99 = latency.quantile(0.99).toNanos();
    assertThat(nanos[19_800] / p99).isCloseTo(1, within(0.05));
  }

  @Test
  @DisplayName("of a log-normal latency takes the mean that it is given, not the median")
  void logNormal_isGivenByItsMean() {
    LogNormalLatency latency = new LogNormalLatency(Duration.ofMillis(1500), 0.35);

    assertThat(latency.mean()).isEqualTo(Duration.ofMillis(1500));
    assertThat(latency.quantile(0.5).toNanos() / 1e9)
        .isCloseTo(1.5 * Math.exp(-0.35 * 0.35 / 2), within(1e-9));
  }
}
