package org.dspybench.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryHintTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.250Z");

  @ParameterizedTest
  @CsvSource({
    "Retry-After, 0, PT0S",
    "Retry-After, 3, PT3S",
    "retry-after, 0.2, PT0.2S",
    "retry-after, .5, PT0.5S",
    "retry-after, 86400, PT24H",
    "retry-after-ms, 644, PT0.644S",
    "Retry-After-Ms, 12.5, PT0.0125S",
    "retry-after, 'Mon, 23 Nov 2026 12:00:02 GMT', PT1.75S",
    "retry-after, 'Mon, 23 Nov 2026 11:00:00 GMT', PT0S",
  })
  void eachFormIsRead(String name, String value, Duration expected) {
    assertThat(RetryHint.of(headers(Map.of(name, List.of(value))), NOW)).hasValue(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "soon", "NaN", "Infinity", "1e9", "99999999999", "1,5", "."})
  void whatIsNegativeOrUnreadableIsNoHint(String value) {
    assertThat(RetryHint.of(headers(Map.of("retry-after", List.of(value))), NOW)).isEmpty();
  }

  @Test
  void withoutAHeaderThereIsNoHint() {
    assertThat(RetryHint.of(headers(Map.of()), NOW)).isEmpty();
  }

  @Test
  void millisecondsWinOverSecondsBeingMoreExact() {
    var both = Map.of("retry-after", List.of("1"), "retry-after-ms", List.of("644"));
    assertThat(RetryHint.of(headers(both), NOW)).hasValue(Duration.ofMillis(644));
  }

  @Test
  void secondsStandInForUnreadableMilliseconds() {
    var both = Map.of("retry-after", List.of("1"), "retry-after-ms", List.of("?"));
    assertThat(RetryHint.of(headers(both), NOW)).hasValue(Duration.ofSeconds(1));
  }

  private static HttpHeaders headers(Map<String, List<String>> map) {
    return HttpHeaders.of(map, (name, value) -> true);
  }
}
