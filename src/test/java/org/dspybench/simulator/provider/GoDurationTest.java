package org.dspybench.simulator.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "999999, 0s",
    "1000000, 1ms",
    "28956000, 28ms",
    "999999999, 999ms",
    "1000000000, 1s",
    "9816000000, 9.816s",
    "3890000000, 3.89s",
    "61500000000, 1m1.5s",
    "360000000000, 6m0s"
  })
  @DisplayName("A duration is printed as Go does, cut to the millisecond as OpenAI does")
  void format_isGos(long nanos, String printed) {
    assertThat(GoDuration.format(Duration.ofNanos(nanos))).isEqualTo(printed);
  }
}
