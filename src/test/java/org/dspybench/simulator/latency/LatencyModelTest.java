package org.dspybench.simulator.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dspybench.simulator.draw.Draws;
import org.dspybench.simulator.latency.RecordedLatency.Sample;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A latency")
class LatencyModelTest {

  private static final int NO_LIMIT = Integer.MAX_VALUE;
  private static final Draws DRAWS = new Draws(7);

  /** 97.5 % around 0.65 s, the rest four times slower. */
  private static final Distribution FIRST_TOKEN =
      new Mixture(
          List.of(
              new Mixture.Part(0.975, LogNormal.byMedian(0.65, 0.28)),
              new Mixture.Part(0.025, LogNormal.byMedian(2.6, 0.4))));

  private static LatencyModel parted(Distribution first, Distribution tokens, Distribution pace) {
    return new PartedLatency(first, Optional.of(new TokenPace(tokens, pace)));
  }

  private static LatencyModel withLengths(double sigma) {
    return parted(FIRST_TOKEN, LogNormal.byMedian(100, sigma), new Fixed(0.014));
  }

  private static Timing timing(LatencyModel latency, int body) {
    return latency.timing(DRAWS, "body " + body, 0, NO_LIMIT, 1);
  }

  @Test
  @DisplayName("is the time to the first token and, for each token after it, the time per token")
  void timing_addsUp() {
    LatencyModel latency = parted(new Fixed(0.5), new Fixed(101), new Fixed(0.02));

    assertThat(timing(latency, 1)).isEqualTo(new Timing(500_000_000L, 2_500_000_000L, 101));
    assertThat(latency.mean()).isEqualTo(Duration.ofMillis(2500));
    assertThat(latency.summary())
        .isEqualTo(
            new LatencySummary(
                Duration.ofMillis(2500),
                Duration.ofMillis(2500),
                Duration.ofMillis(2500),
                Duration.ofMillis(2500)));
  }

  @Test
  @DisplayName("without tokens is all time to first token, and leaves the length to the text")
  void timing_isTimeToFirstToken_withoutTokens() {
    LatencyModel latency = LatencyModel.of(new Uniform(0.5, 2.5));
    double u = DRAWS.uniform(Draws.Stream.FIRST_TOKEN, "body 1", 0);
    long nanos = Math.round((0.5 + 2 * u) * 1e9);

    assertThat(timing(latency, 1)).isEqualTo(new Timing(nanos, nanos, 0));
    assertThat(latency.summary())
        .isEqualTo(
            new LatencySummary(
                Duration.ofMillis(1500),
                Duration.ofMillis(1500),
                Duration.ofMillis(2400),
                Duration.ofMillis(2480)));
  }

  @Test
  @DisplayName("ends where the longest answer allowed ends")
  void timing_isCut_whenTheAnswerIsTooLong() {
    LatencyModel latency = parted(new Fixed(0.5), new Fixed(101), new Fixed(0.02));

    assertThat(latency.timing(DRAWS, "body", 0, 11, 1))
        .isEqualTo(new Timing(500_000_000L, 700_000_000L, 11));
    assertThat(latency.timing(DRAWS, "body", 0, 0, 1))
        .isEqualTo(new Timing(500_000_000L, 500_000_000L, 1));
  }

  @Test
  @DisplayName("keeps its shape and its lengths at another time scale")
  void timing_scales() {
    LatencyModel latency = withLengths(0.3);
    for (int body = 0; body < 100; body++) {
      Timing real = timing(latency, body);
      Timing tenth = latency.timing(DRAWS, "body " + body, 0, NO_LIMIT, 0.1);

      assertThat(tenth.outputTokens()).isEqualTo(real.outputTokens());
      assertThat(tenth.totalNanos() * 10.0).isCloseTo((double) real.totalNanos(), within(10.0));
      assertThat(tenth.firstTokenNanos() * 10.0)
          .isCloseTo((double) real.firstTokenNanos(), within(10.0));
    }
  }

  @Test
  @DisplayName("draws each part from a stream of its own: to change one leaves the others")
  void timing_keepsOtherParts_whenOneChanges() {
    LatencyModel one = withLengths(0.3);
    LatencyModel other = withLengths(0.86);
    LatencyModel slower =
        parted(new Fixed(1), LogNormal.byMedian(100, 0.3), new Uniform(0.01, 0.02));
    for (int body = 0; body < 100; body++) {
      assertThat(timing(other, body).firstTokenNanos())
          .isEqualTo(timing(one, body).firstTokenNanos());
      assertThat(timing(slower, body).outputTokens()).isEqualTo(timing(one, body).outputTokens());
    }
  }

  /**
   * From SciPy 1.17.1, by conditioning on the tokens {@code n}, which are whole: {@code brentq} for
   * {@code t} in {@code mean(F(t - (n - 1) * 0.014)) = u}, with {@code F} the share of first tokens
   * and {@code n = maximum(1, rint(100 * exp(sigma * norm.ppf((i + 0.5) / 400000))))}. Means are
   * {@code 0.7295 + (100 * exp(sigma**2 / 2) - 1) * 0.014}.
   */
  @ParameterizedTest
  @CsvSource({"0.3, 2.0826, 2.1799, 3.1829, 4.4458", "0.86, 2.1119, 2.7419, 6.5756, 11.1270"})
  @DisplayName("has a summary of the whole sum, to 0.2 % of its quantiles")
  void summary_isOfTheSum(double sigma, double p50, double mean, double p95, double p99) {
    LatencySummary summary = withLengths(sigma).summary();

    assertThat(seconds(summary.p50())).isCloseTo(p50, withPercentage(0.2));
    assertThat(seconds(summary.mean())).isCloseTo(mean, withPercentage(0.01));
    assertThat(seconds(summary.p95())).isCloseTo(p95, withPercentage(0.2));
    assertThat(seconds(summary.p99())).isCloseTo(p99, withPercentage(0.2));
    assertThat(withLengths(sigma).summary()).isEqualTo(summary);
  }

  @Test
  @DisplayName("has a summary that agrees with 20,000 draws of each of three seeds")
  void draws_haveTheSummary() {
    LatencyModel latency =
        parted(FIRST_TOKEN, LogNormal.byMedian(100, 0.3), LogNormal.byMean(0.014, 0.2));
    LatencySummary plan = latency.summary();
    for (long seed : new long[] {1, 2, 3}) {
      Draws draws = new Draws(seed);
      long[] totals =
          IntStream.range(0, 20_000)
              .mapToLong(i -> latency.timing(draws, "body " + i, 0, NO_LIMIT, 1).totalNanos())
              .sorted()
              .toArray();

      assertThat(IntStream.range(0, 20_000).mapToDouble(i -> totals[i]).average().orElseThrow())
          .isCloseTo((double) plan.mean().toNanos(), withPercentage(2));
      assertThat((double) totals[19_799])
          .isCloseTo((double) plan.p99().toNanos(), withPercentage(5));
    }
  }

  @Test
  @DisplayName("that was recorded gives whole samples, each as often as every other")
  void recorded_givesWholeSamples() {
    RecordedLatency recorded =
        new RecordedLatency(
            List.of(new Sample(0.5, 2, 76), new Sample(0.2, 0.2, 0), new Sample(0.3, 1, 21)));
    List<Timing> timings =
        IntStream.range(0, 3000).mapToObj(body -> timing(recorded, body)).toList();

    assertThat(timings)
        .containsOnly(
            new Timing(500_000_000L, 2_000_000_000L, 76),
            new Timing(200_000_000L, 200_000_000L, 0),
            new Timing(300_000_000L, 1_000_000_000L, 21));
    // Four standard deviations of a binomial of 3000 and a third.
    assertThat(timings.stream().filter(timing -> timing.outputTokens() == 76).count())
        .isBetween(897L, 1103L);
    assertThat(recorded.mean()).isEqualTo(Duration.ofNanos(1_066_666_667L));
    assertThat(recorded.summary().p50()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  @DisplayName("that was recorded is cut in proportion, and does not depend on the file's order")
  void recorded_isCutInProportion() {
    Sample sample = new Sample(0.5, 2.5, 101);

    assertThat(new RecordedLatency(List.of(sample)).timing(DRAWS, "body", 0, 51, 1))
        .isEqualTo(new Timing(500_000_000L, 1_500_000_000L, 51));
    Sample other = new Sample(0.1, 0.2, 3);
    assertThat(new RecordedLatency(List.of(sample, other)))
        .isEqualTo(new RecordedLatency(List.of(other, sample)));
  }

  @Test
  @DisplayName("that cannot have been recorded is refused in a sentence")
  void recorded_isRefused_whenImpossible() {
    assertThatThrownBy(() -> new RecordedLatency(List.of()))
        .hasMessage("a recorded latency needs at least one sample");
    assertThatThrownBy(() -> new Sample(2, 1, 0))
        .hasMessage("a sample needs 0 <= first token <= total, not 2.0 s and 1.0 s");
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
