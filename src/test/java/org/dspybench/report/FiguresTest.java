package org.dspybench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalDouble;
import org.dspybench.speedup.Estimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9.5634   | 9.5234   | 9.6034   | 9.56 [9.52, 9.60]",
        "9.5634   | 9.2      | 9.9      | 9.6 [9.2, 9.9]",
        "9.5634   | 7.5      | 11.6     | 10 [8, 12]",
        "1387.4   | 1347     | 1427     | 1,390 [1,350, 1,430]",
        "9.56341  | 9.563405 | 9.563415 | 9.563 [9.563, 9.563]",
        "9.5634   | 0        | Infinity | 9.6",
        "1        | 1        | 1        | 1",
      })
  void withInterval_showsNoMoreDigitsThanTheIntervalSupports(
      double value, double low, double high, String text) {
    assertThat(Figures.withInterval(new Estimate(value, low, high), "")).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.9736, 0.97, 0.977, 97.4 %", "0.9736, 0.93, 1.01, 97 %", "0.9736, 0.6, 1.3, 97 %"})
  void percent_hasOneDecimalAtMost(double value, double low, double high, String text) {
    assertThat(Figures.percent(Optional.of(new Estimate(value, low, high)))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"52.34 | 52.3 ms", "104.4 | 104 ms", "1204 | 1,200 ms", "0.6994 | 0.699 ms"})
  void measure_hasThreeDigits(double figure, String text) {
    assertThat(Figures.measure(OptionalDouble.of(figure), " ms")).isEqualTo(text);
  }

  @Test
  void absentFigures_areADash_notAZero() {
    assertThat(Figures.measure(OptionalDouble.empty(), " ms")).isEqualTo("–");
    assertThat(Figures.percent(Optional.empty())).isEqualTo("–");
    assertThat(Figures.withInterval(Optional.empty())).isEqualTo("–");
  }

  @Test
  void time_isShownInTheUnitThatFits() {
    Estimate estimate = new Estimate(0.0126, 0.0117, 0.0135);

    assertThat(TimeScale.fitting(0.0126).showWithInterval(estimate))
        .isEqualTo("12.6 µs [11.7, 13.5]");
    assertThat(TimeScale.fitting(999)).isEqualTo(TimeScale.MILLISECONDS);
    assertThat(TimeScale.fitting(1_000)).isEqualTo(TimeScale.SECONDS);
  }
}
