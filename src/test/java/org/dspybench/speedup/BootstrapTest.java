package org.dspybench.speedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapTest {

  private static final int EXPERIMENTS = 300;

  @DisplayName("The interval holds the true ratio in about 95 of 100 experiments")
  @ParameterizedTest(name = "{0} forks of {1} iterations, JVMs differing by {2}")
  @CsvSource({"1, 5, 0", "2, 5, 0.02", "3, 5, 0.02", "5, 5, 0.02", "5, 5, 0"})
  void ratio_coversTheTruth(int forks, int iterations, double forkSigma) {
    Random random = new Random(42);
    long covered =
        IntStream.range(0, EXPERIMENTS)
            .filter(
                experiment -> {
                  Estimate ratio =
                      Bootstrap.ratio(
                          sample(random, 8, forks, iterations, forkSigma),
                          sample(random, 2, forks, iterations, forkSigma));
                  return ratio.low() <= 4 && 4 <= ratio.high();
                })
            .count();

    assertThat((double) covered / EXPERIMENTS).isGreaterThanOrEqualTo(0.92);
  }

  @DisplayName("The interval is of use: a few percent wide for noise of a few percent")
  @Test
  void ratio_isNotWiderThanItMustBe() {
    Random random = new Random(42);
    Estimate ratio = Bootstrap.ratio(sample(random, 8, 5, 5, 0.02), sample(random, 2, 5, 5, 0.02));

    assertThat(ratio.high() / ratio.low()).isLessThan(1.12);
    assertThat(ratio.value()).isCloseTo(4, within(0.15));
  }

  @Test
  void ratio_isTheSameEachTime() {
    List<List<Double>> above = List.of(List.of(8.0, 8.2), List.of(8.1, 7.9));
    List<List<Double>> below = List.of(List.of(2.0, 2.1), List.of(1.9, 2.0));

    assertThat(Bootstrap.ratio(above, below)).isEqualTo(Bootstrap.ratio(above, below));
  }

  @Test
  void ratio_hasNoInterval_whereOneSideHasASingleMeasurement() {
    Estimate ratio = Bootstrap.ratio(List.of(List.of(8.0)), List.of(List.of(2.0, 2.1)));

    assertThat(ratio.isBounded()).isFalse();
    assertThat(ratio.value()).isCloseTo(8 / Math.sqrt(4.2), within(1e-12));
  }

  @Test
  void ratio_givesEachForkTheSameWeight_whateverItsIterations() {
    Estimate mean = Bootstrap.geometricMean(List.of(List.of(1.0), List.of(16.0, 16.0, 16.0, 16.0)));

    assertThat(mean.value()).isCloseTo(4, within(1e-12));
  }

  @Test
  void geometricMean_isExact_whereAllMeasurementsAreTheSame() {
    Estimate mean = Bootstrap.geometricMean(List.of(List.of(1.0, 1.0), List.of(1.0, 1.0)));

    assertThat(mean).isEqualTo(new Estimate(1, 1, 1));
  }

  /** Log-normal times around {@code time}, 3 % apart from iteration to iteration. */
  private static List<List<Double>> sample(
      Random random, double time, int forks, int iterations, double forkSigma) {
    return IntStream.range(0, forks)
        .mapToObj(
            fork -> {
              double jvm = forkSigma * random.nextGaussian();
              return IntStream.range(0, iterations)
                  .mapToObj(i -> time * Math.exp(jvm + 0.03 * random.nextGaussian()))
                  .toList();
            })
        .toList();
  }
}
