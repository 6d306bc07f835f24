package org.dspybench.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryHintsTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.250Z");

  @ParameterizedTest
  @CsvSource({
    "0, PT0S",
    "3, PT3S",
    "0.2, PT0.2S",
    ".5, PT0.5S",
    "86400, PT24H",
    "'Mon, 23 Nov 2026 12:00:02 GMT', PT1.75S",
    "'Mon, 23 Nov 2026 11:00:00 GMT', PT0S",
  })
  void eachFormOfSecondsIsRead(String value, Duration expected) {
    assertThat(RetryHints.of(null, value, null, NOW).delay()).hasValue(expected);
  }

  @ParameterizedTest
  @CsvSource({"644, PT0.644S", "12.5, PT0.0125S"})
  void millisecondsAreRead(String value, Duration expected) {
    assertThat(RetryHints.of(value, null, null, NOW).delay()).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "NaN", "Infinity", "1e9", "99999999999", "1,5", "."})
  void whatIsNegativeOrUnreadableIsNoHint(String value) {
    assertThat(RetryHints.of(null, value, null, NOW).delay()).isEmpty();
    assertThat(RetryHints.of(value, null, null, NOW).delay()).isEmpty();
  }

  @Test
  void withoutAHeaderThereIsNoHint() {
    assertThat(RetryHints.of(null, null, null, NOW)).isEqualTo(RetryHints.NONE);
  }

  @Test
  void millisecondsWinOverSecondsBeingMoreExact() {
    assertThat(RetryHints.of("644", "1", null, NOW).delay()).hasValue(Duration.ofMillis(644));
  }

  @Test
  void secondsStandInForUnreadableMilliseconds() {
    assertThat(RetryHints.of("?", "1", null, NOW).delay()).hasValue(Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", "' true', true"})
  void whetherToTryAgainIsRead(String value, boolean expected) {
    assertThat(RetryHints.of(null, null, value, NOW).shouldRetry()).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "TRUE", "1"})
  void whatIsNeitherTrueNorFalseSaysNothing(String value) {
    assertThat(RetryHints.of(null, null, value, NOW).shouldRetry()).isEqualTo(Optional.empty());
  }
}
