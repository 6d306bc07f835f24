package org.dspybench.simulator.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A draw")
class DrawsTest {

  /**
   * The golden values are shared with {@code test_draws.py}, which recomputes them with hashlib.
   */
  @ParameterizedTest
  @CsvFileSource(resources = "/simulator/draws.csv", numLinesToSkip = 1)
  @DisplayName("is the number that any other implementation of the rule finds")
  void uniform_isAsSpecified(
      long seed, Draws.Stream stream, String key, int index, double expected) {
    assertThat(new Draws(seed).uniform(stream, key, index)).isEqualTo(expected);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("is as likely in every twentieth of the interval, in each stream")
  void uniform_isUniform(Draws.Stream stream) {
    Draws draws = new Draws(1);
    int[] counts = new int[20];
    IntStream.range(0, 20_000)
        .forEach(i -> counts[(int) (draws.uniform(stream, "body " + i, 0) * 20)]++);

    double chiSquared = IntStream.of(counts).mapToDouble(n -> (n - 1000) * (n - 1000) / 1e3).sum();
    // 0.999 quantile of chi-squared with 19 degrees of freedom.
    assertThat(chiSquared).isLessThan(43.82);
  }

  @Test
  @DisplayName("of one stream says nothing about that of another")
  void uniform_isIndependent_betweenStreams() {
    Draws draws = new Draws(1);
    double meanProduct =
        IntStream.range(0, 20_000)
            .mapToDouble(
                i ->
                    (draws.uniform(Draws.Stream.FIRST_TOKEN, "body " + i, 0) - 0.5)
                        * (draws.uniform(Draws.Stream.FAULT, "body " + i, 0) - 0.5))
            .average()
            .orElseThrow();

    // Four standard errors of the mean product of independent uniform numbers, 1/12 each.
    assertThat(meanProduct).isCloseTo(0, within(4 / 12.0 / Math.sqrt(20_000)));
  }
}
