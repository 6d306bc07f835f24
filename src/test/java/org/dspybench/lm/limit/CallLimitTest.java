package org.dspybench.lm.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalLong;
import org.dspybench.lm.limit.CallLimit.Adaptive;
import org.dspybench.lm.limit.CallLimit.Algorithm;
import org.dspybench.lm.limit.CallLimit.Fixed;
import org.dspybench.lm.limit.CallLimit.Rate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A limit")
class CallLimitTest {

  @Test
  @DisplayName("is read as its users write it")
  void of_readsEveryKind() {
    assertThat(CallLimit.of("fixed:10")).isEqualTo(new Fixed(10));
    assertThat(CallLimit.of("rate:500rpm")).isEqualTo(rate(500, -1, -1));
    assertThat(CallLimit.of("rate:30000tpm")).isEqualTo(rate(-1, 30_000, -1));
    assertThat(CallLimit.of("rate:500rpm,30000tpm")).isEqualTo(rate(500, 30_000, -1));
    assertThat(CallLimit.of("rate:500rpm,burst=50")).isEqualTo(rate(500, -1, 50));
    assertThat(CallLimit.of("adaptive")).isEqualTo(Adaptive.DEFAULT);
    assertThat(CallLimit.of("adaptive:aimd")).isEqualTo(new Adaptive(Algorithm.AIMD));
    assertThat(CallLimit.of("adaptive:gradient2")).isEqualTo(new Adaptive(Algorithm.GRADIENT2));
  }

  private static Rate rate(long requests, long tokens, long burst) {
    return new Rate(orEmpty(requests), orEmpty(tokens), orEmpty(burst));
  }

  private static OptionalLong orEmpty(long value) {
    return value < 0 ? OptionalLong.empty() : OptionalLong.of(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fixed:1",
        "rate:500rpm",
        "rate:30000tpm",
        "rate:500rpm,30000tpm,burst=50",
        "adaptive:aimd",
        "adaptive:gradient2"
      })
  @DisplayName("has the label that it is read from")
  void label_isReadBack(String text) {
    assertThat(CallLimit.of(text).label()).isEqualTo(text);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "10 | no limit '10'; write one like fixed:10, rate:500rpm,30000tpm or adaptive",
        "fixed:ten | no limit 'fixed:ten'; write one like fixed:10, rate:500rpm,30000tpm or"
            + " adaptive",
        "fixed:0 | limit 'fixed:0': at least 1 call must be allowed, not 0",
        "rate:500 | limit 'rate:500': '500' is none of <number>rpm, <number>tpm, burst=<number>",
        "rate:500rpm, | limit 'rate:500rpm,': '' is none of <number>rpm, <number>tpm,"
            + " burst=<number>",
        "rate:5rpm,6rpm | limit 'rate:5rpm,6rpm': '6rpm' comes after '5rpm'; give one",
        "rate:0rpm | limit 'rate:0rpm': requests per minute must be from 1 to 1000000000, not 0",
        "rate:burst=5 | limit 'rate:burst=5': a rate needs requests or tokens per minute, or both",
        "rate:9tpm,burst=5 | limit 'rate:9tpm,burst=5': a burst counts requests, and so needs"
            + " requests per minute",
        "rate:9rpm,burst=10 | limit 'rate:9rpm,burst=10': a burst must be from 1 to 9, not 10",
        "adaptive:vegas | limit 'adaptive:vegas': no algorithm 'vegas'; aimd or gradient2",
      })
  @DisplayName("that is none is refused in one line that says what to write")
  void of_refusesInOneLine(String text, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> CallLimit.of(text)).withMessage(message);
  }
}
