package org.dspybench.simulator.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.simulator.draw.Draws;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A distribution")
class DistributionTest {

  private static final List<Double> SHARES = List.of(1e-6, 0.05, 0.5, 0.95, 0.99, 0.999, 1 - 1e-6);

  private static final Distribution FIRST_TOKEN =
      mixture(0.975, LogNormal.byMedian(0.65, 0.28), LogNormal.byMedian(2.6, 0.4));

  private static final Distribution SEED_DOC = through(0.50, 2.1, 0.95, 3.4, 0.99, 4.8);

  private static Mixture mixture(double weight, Distribution most, Distribution few) {
    return new Mixture(List.of(new Mixture.Part(weight, most), new Mixture.Part(1 - weight, few)));
  }

  private static ThroughQuantiles through(double... sharesAndValues) {
    return new ThroughQuantiles(
        IntStream.range(0, sharesAndValues.length / 2)
            .mapToObj(
                i ->
                    new ThroughQuantiles.Quantile(
                        sharesAndValues[2 * i], sharesAndValues[2 * i + 1]))
            .toList());
  }

  static Stream<Distribution> all() {
    return Stream.of(
        new Fixed(1.5),
        new Uniform(0.5, 2.5),
        LogNormal.byMedian(2.1, 0.335),
        LogNormal.byMean(1.5, 0.6),
        new Gamma(2, 0.5),
        new Gamma(0.65, 1),
        FIRST_TOKEN,
        mixture(0.5, new Fixed(1), new Uniform(2, 3)),
        mixture(0.9, SEED_DOC, new Gamma(9, 0.3)),
        new Empirical(List.of(3.0, 1.0, 2.0, 2.0, 7.5)),
        SEED_DOC);
  }

  /**
   * From SciPy 1.17.1, at the shares of {@link #SHARES}:
   *
   * <pre>
   *   lognorm.ppf(u, 0.335, scale=2.1)
   *   gamma.ppf(u, 1 / c**2, scale=m * c**2)    for m, c = 2, 0.5; 0.65, 1; 100, 0.05
   *   brentq(lambda x: 0.975 * lognorm.cdf(x, 0.28, scale=0.65)
   *                    + 0.025 * lognorm.cdf(x, 0.4, scale=2.6) - u, 1e-3, 1e3, xtol=1e-16, rtol=1e-15)
   * </pre>
   */
  static Stream<Arguments> published() {
    return Stream.of(
        arguments(
            LogNormal.byMedian(2.1, 0.335),
            List.of(
                0.42721845228142963,
                1.2103521855553516,
                2.1,
                3.643567593490599,
                4.5780076040766025,
                5.913070072166854,
                10.32258783870677)),
        arguments(
            new Gamma(2, 0.5),
            List.of(
                0.03549619567931054,
                0.6831591983749155,
                1.8360303744254485,
                3.8768282639663627,
                5.022558757415808,
                6.531120389594035,
                10.675228481619472)),
        arguments(
            new Gamma(0.65, 1),
            List.of(
                6.50000325000217e-07,
                0.03334064135190785,
                0.4505456673639646,
                1.9472259778100933,
                2.9933606208922585,
                4.490040931338389,
                8.980081862658087)),
        arguments(
            new Gamma(100, 0.05),
            List.of(
                78.0053963874392,
                91.92029351543724,
                99.91667902361611,
                108.36392526367243,
                111.99803195718955,
                116.166115043306,
                125.59119434558936)),
        arguments(
            FIRST_TOKEN,
            List.of(
                0.1719918108668141,
                0.4115204825103411,
                0.6558728149482294,
                1.1194864729280785,
                2.87730031413973,
                5.237194077595151,
                12.594641915200855)));
  }

  @ParameterizedTest
  @MethodSource("published")
  @DisplayName("has the quantiles that SciPy finds, to a billionth of them")
  void quantile_isScipys(Distribution distribution, List<Double> quantiles) {
    for (int i = 0; i < quantiles.size(); i++) {
      double expected = quantiles.get(i);
      // The library's gamma quantile is good to 1e-9 of the mean.
      double tolerance = 1e-9 * Math.max(expected, distribution.mean());
      assertThat(distribution.quantile(SHARES.get(i))).isCloseTo(expected, within(tolerance));
    }
  }

  /**
   * Mean from SciPy 1.17.1: {@code quad} over {@code quantile(norm.cdf(z)) * norm.pdf(z)}; p99.9
   * and the rounded mean are those that the project's survey of simulators computed too.
   */
  @Test
  @DisplayName("through quantiles is exact at each, log-normal between and beyond them")
  void throughQuantiles_isExactAtEach() {
    assertThat(SEED_DOC.quantile(0.50)).isEqualTo(2.1);
    assertThat(SEED_DOC.quantile(0.95)).isEqualTo(3.4);
    assertThat(SEED_DOC.quantile(0.99)).isEqualTo(4.8);
    assertThat(SEED_DOC.quantile(0.90)).isCloseTo(3.0567458549643396, withPercentage(1e-10));
    assertThat(SEED_DOC.quantile(0.97)).isCloseTo(3.8311406721779457, withPercentage(1e-10));
    assertThat(SEED_DOC.quantile(0.999)).isCloseTo(7.0649530413015045, withPercentage(1e-10));
    assertThat(SEED_DOC.quantile(1e-6)).isCloseTo(0.5217768066514559, withPercentage(1e-8));
    assertThat(SEED_DOC.mean()).isCloseTo(2.212874635670206, withPercentage(1e-9));
  }

  /** The closed form: sigma = ln(p95 / p50) / z(0.95), mean = median exp(sigma^2 / 2). */
  @Test
  @DisplayName("through two quantiles is one log-normal")
  void throughQuantiles_isLogNormal_throughTwo() {
    Distribution two = through(0.5, 2.1, 0.95, 3.4);
    Distribution one = LogNormal.byMedian(2.1, Math.log(3.4 / 2.1) / 1.6448536269514726);

    assertThat(two.mean()).isCloseTo(one.mean(), withPercentage(1e-12));
    for (double u : SHARES) {
      assertThat(two.quantile(u)).isCloseTo(one.quantile(u), withPercentage(1e-10));
    }
  }

  /** The figures of the survey's table of forms for p50 2.1, p95 3.4 and p99 4.8 s. */
  @ParameterizedTest
  @CsvSource({"0.293, 2.19, 3.40, 4.15, 5.2", "0.355, 2.24, 3.77, 4.80, 6.3"})
  @DisplayName("log-normal misses one of three given quantiles, as the survey found")
  void logNormal_hasTheSurveysFigures(
      double sigma, double mean, double p95, double p99, double p999) {
    Distribution logNormal = LogNormal.byMedian(2.1, sigma);

    assertThat(logNormal.mean()).isCloseTo(mean, within(0.005));
    assertThat(logNormal.quantile(0.95)).isCloseTo(p95, within(0.01));
    assertThat(logNormal.quantile(0.99)).isCloseTo(p99, within(0.01));
    assertThat(logNormal.quantile(0.999)).isCloseTo(p999, within(0.05));
  }

  @Test
  @DisplayName("log-normal takes the mean or the median, and says which")
  void logNormal_isGivenByMeanOrMedian() {
    assertThat(LogNormal.byMean(1.5, 0.35).mean()).isCloseTo(1.5, within(1e-15));
    assertThat(LogNormal.byMean(1.5, 0.35).median())
        .isCloseTo(1.5 * Math.exp(-0.35 * 0.35 / 2), within(1e-15));
    assertThat(LogNormal.byMedian(1.5, 0.35).quantile(0.5)).isEqualTo(1.5);
  }

  @Test
  @DisplayName("that is empirical gives values of the sample, type 1 of Hyndman and Fan")
  void empirical_givesObservedValues() {
    Empirical sample = new Empirical(List.of(3.0, 1.0, 2.0, 4.0));

    assertThat(DoubleStream.of(0.01, 0.25, 0.2501, 0.5, 0.75, 0.7501, 0.99).map(sample::quantile))
        .containsExactly(1.0, 1.0, 2.0, 2.0, 3.0, 4.0, 4.0);
    assertThat(sample.mean()).isEqualTo(2.5);
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("never falls, and is the inverse of its own shares")
  void quantile_isMonotoneAndInverse(Distribution distribution) {
    double before = 0;
    for (int i = 1; i < 2000; i++) {
      double u = i / 2000.0;
      double x = distribution.quantile(u);
      assertThat(x).isGreaterThanOrEqualTo(before * (1 - 1e-12));
      before = x;
      // With steps, the share jumps from under u to u or above at the quantile.
      assertThat(distribution.shareUpTo(x * (1 + 1e-9))).isGreaterThanOrEqualTo(u);
      assertThat(distribution.shareUpTo(x * (1 - 1e-9))).isLessThanOrEqualTo(u);
    }
  }

  /** By the midpoint rule; the tail beyond the last point makes the difference. */
  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("has the mean of its quantiles")
  void mean_isTheIntegralOfTheQuantiles(Distribution distribution) {
    int points = 20_000;
    double mean =
        IntStream.range(0, points)
            .mapToDouble(i -> distribution.quantile((i + 0.5) / points))
            .average()
            .orElseThrow();

    assertThat(distribution.mean()).isCloseTo(mean, withPercentage(0.05));
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("is met by 20,000 draws of any seed: mean within 2 %, p99 within 5 %")
  void draws_haveMeanAndP99(Distribution distribution) {
    for (long seed : new long[] {1, 2, 3}) {
      Draws draws = new Draws(seed);
      double[] drawn =
          IntStream.range(0, 20_000)
              .mapToDouble(i -> draws.uniform(Draws.Stream.FIRST_TOKEN, "body " + i, 0))
              .map(distribution::quantile)
              .sorted()
              .toArray();

      assertThat(DoubleStream.of(drawn).average().orElseThrow())
          .isCloseTo(distribution.mean(), withPercentage(2));
      assertThat(drawn[19_799]).isCloseTo(distribution.quantile(0.99), withPercentage(5));
    }
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        impossible(() -> new Fixed(-1), "a fixed value is zero or more, not -1.0"),
        impossible(() -> new Fixed(Double.NaN), "a fixed value is zero or more, not NaN"),
        impossible(
            () -> new Uniform(2, 1),
            "a uniform distribution needs 0 <= min <= max, not 2.0 and 1.0"),
        impossible(
            () -> LogNormal.byMean(0, 1),
            "a log-normal distribution needs a median or mean above zero, not 0.0"),
        impossible(
            () -> LogNormal.byMedian(1, 3.1),
            "a log-normal distribution needs a sigma above 0 and at most 3, not 3.1"),
        impossible(() -> new Gamma(0, 1), "a gamma distribution needs a mean above zero, not 0.0"),
        impossible(
            () -> new Gamma(1, 0),
            "a gamma distribution needs a coefficient of variation above 0 and at most 3, not 0.0"),
        impossible(
            () -> new Mixture(List.of(new Mixture.Part(0.9, new Fixed(1)))),
            "the weights of a mixture sum to 1, not to 0.9"),
        impossible(
            () -> new Mixture.Part(1.5, new Fixed(1)),
            "the weight of a mixture's part is above 0 and at most 1, not 1.5"),
        impossible(
            () -> new Empirical(List.of()), "an empirical distribution needs at least one value"),
        impossible(
            () -> new Empirical(List.of(1.0, Double.NaN)),
            "a value of an empirical distribution is zero or more"),
        impossible(
            () -> through(0.5, 1), "a distribution through quantiles needs two of them or more"),
        impossible(
            () -> through(0.5, 2, 0.9, 1),
            "quantiles rise in share and value, but 2.0 at 0.5 is followed by 1.0 at 0.9"),
        impossible(
            () -> through(0.5, 1, 1, 2),
            "a quantile has a share above 0 and below 1 and a value above zero, not 1.0 and 2.0"),
        impossible(
            () -> through(0.5, 1, 0.51, 2),
            "2.0 at 0.51 is too far above 1.0 at 0.5: its piece has a sigma above 3"),
        impossible(
            () -> new TokenPace(new Fixed(0.5), new Fixed(1)),
            "an answer has a mean of at least 1 output token, not 0.5"));
  }

  private static Arguments impossible(Supplier<?> constructor, String message) {
    return arguments(constructor, message);
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("impossible")
  @DisplayName("that cannot be is refused in a sentence")
  void constructor_refuses_whatCannotBe(Supplier<?> constructor, String message) {
    assertThatThrownBy(constructor::get)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("has no quantile at 0 or 1")
  void quantile_isRefused_atTheEnds(Distribution distribution) {
    assertThatThrownBy(() -> distribution.quantile(0))
        .hasMessage("a quantile is above 0 and below 1, not 0.0");
    assertThatThrownBy(() -> distribution.quantile(1))
        .hasMessage("a quantile is above 0 and below 1, not 1.0");
  }
}
