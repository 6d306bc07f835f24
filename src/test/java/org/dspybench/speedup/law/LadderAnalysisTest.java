package org.dspybench.speedup.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.dspybench.speedup.law.LeastSquares.Point;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The analysis of a ladder of worker counts")
class LadderAnalysisTest {

  private static final int[] LADDER = {1, 2, 4, 8, 10, 16, 32, 64, 128, 200};

  private static final ScalabilityLaw LAW = new ScalabilityLaw(10, 0.01, 0.0002);

  /**
   * SPEC SDM91, as in the R package {@code usl}. The figures to compare with are SciPy 1.16's:
   * {@code least_squares(lambda p: log(law(n, p)) - log(x), …, bounds=([0, 0, 0], inf),
   * xtol=1e-15)}.
   */
  @Test
  @DisplayName("fits what SciPy fits to SPEC SDM91")
  void fit_agreesWithSciPy_onSpecSdm91() {
    ScalabilityLaw law =
        fit(
            new int[] {1, 18, 36, 72, 108, 144, 216},
            new double[] {64.9, 995.9, 1652.4, 1853.2, 1828.9, 1775.0, 1702.2});

    assertThat(law.perWorker()).isCloseTo(67.94231619547904, within(1e-4));
    assertThat(law.contention()).isCloseTo(0.013452458220000248, within(1e-7));
    assertThat(law.coherency()).isCloseTo(0.00011511017707110608, within(1e-9));
    assertThat(law.peakWorkers().orElseThrow()).isCloseTo(92.57679647502906, within(1e-3));
  }

  /** The ray tracer of the R package {@code usl}; SciPy as above. */
  @Test
  @DisplayName("fits what SciPy fits to a ray tracer")
  void fit_agreesWithSciPy_onARayTracer() {
    ScalabilityLaw law =
        fit(
            new int[] {1, 4, 8, 12, 16, 20, 24, 28, 32, 48, 64},
            new double[] {20, 78, 130, 170, 190, 200, 210, 230, 260, 280, 310});

    assertThat(law.perWorker()).isCloseTo(21.591503338582616, within(1e-4));
    assertThat(law.contention()).isCloseTo(0.056405437958065185, within(1e-6));
    assertThat(law.coherency()).isCloseTo(3.358326080328038e-06, within(1e-8));
  }

  @Test
  @DisplayName(
      "finds a law without contention, and one without coherency, at the edge of what is possible")
  void fit_findsLaws_withoutAParameter() {
    ScalabilityLaw linear = new ScalabilityLaw(10, 0, 0);
    ScalabilityLaw amdahl = new ScalabilityLaw(10, 0.05, 0);

    assertThat(fit(LADDER, figures(linear)).throughput(200)).isCloseTo(2000, within(1.0));
    assertThat(fit(LADDER, figures(amdahl)).contention()).isCloseTo(0.05, within(1e-4));
    assertThat(amdahl.peakWorkers()).isEmpty();
  }

  @Test
  @DisplayName("recovers a known law from noisy forks, within its intervals")
  void analysis_holdsTheTrueLaw_inItsIntervals() {
    LadderAnalysis analysis = LadderAnalysis.of(noisy(0.03, 42)).orElseThrow();

    assertThat(analysis.law().throughput(100)).isCloseTo(LAW.throughput(100), within(20.0));
    assertThat(LAW.contention())
        .isBetween(analysis.contention().low(), analysis.contention().high());
    assertThat(LAW.coherency()).isBetween(analysis.coherency().low(), analysis.coherency().high());
  }

  @Test
  @DisplayName("recommends the smallest count within 5 % of the best, and says how sure that is")
  void optimum_isTheSmallestCount_asGoodAsTheBest() {
    LadderAnalysis analysis = LadderAnalysis.of(noisy(0.01, 7)).orElseThrow();

    assertThat(analysis.optimum().value()).isEqualTo(64);
    assertThat(analysis.reached()).isTrue();
    assertThat(analysis.optimum().low()).isLessThanOrEqualTo(64);
    assertThat(analysis.optimum().high()).isGreaterThanOrEqualTo(64);
  }

  @Test
  @DisplayName("says so when the optimum is not reached in the range")
  void optimum_isNotReached_whenTheLastCountIsTheBest() {
    List<Rung> rising =
        IntStream.of(1, 2, 4, 8)
            .mapToObj(n -> new Rung(n, List.of(List.of(10.0 * n, 10.1 * n))))
            .toList();

    LadderAnalysis analysis = LadderAnalysis.of(rising).orElseThrow();

    assertThat(analysis.optimum().value()).isEqualTo(8);
    assertThat(analysis.reached()).isFalse();
  }

  @Test
  @DisplayName("says nothing of fewer than four counts")
  void analysis_isAbsent_withThreeRungs() {
    assertThat(LadderAnalysis.of(noisy(0.01, 1).subList(0, 3))).isEmpty();
  }

  @Test
  @DisplayName("fits counts that scale perfectly, of which many forks agree")
  void analysis_isThere_whereThroughputIsProportional() {
    Random random = new Random(7);
    List<Rung> proportional =
        IntStream.rangeClosed(1, 10)
            .mapToObj(
                n ->
                    new Rung(
                        n,
                        IntStream.range(0, 50)
                            .mapToObj(fork -> iterations(10 * n, 0.3, random))
                            .toList()))
            .toList();

    LadderAnalysis analysis = LadderAnalysis.of(proportional).orElseThrow();

    assertThat(analysis.law().throughput(10)).isCloseTo(100, within(10.0));
    assertThat(analysis.contention().low()).isLessThan(0.01);
  }

  @Test
  @DisplayName("is the same each time")
  void analysis_isRepeatable() {
    assertThat(LadderAnalysis.of(noisy(0.05, 3))).isEqualTo(LadderAnalysis.of(noisy(0.05, 3)));
  }

  private static ScalabilityLaw fit(int[] workers, double[] throughput) {
    return LeastSquares.fit(
            IntStream.range(0, workers.length)
                .mapToObj(i -> new Point(workers[i], Math.log(throughput[i]), 1))
                .toList())
        .orElseThrow();
  }

  private static double[] figures(ScalabilityLaw law) {
    return IntStream.of(LADDER).mapToDouble(law::throughput).toArray();
  }

  @Test
  @DisplayName("foretells the higher rungs from the lower ones, and tells how far that is off")
  void forecasts_areOfTheRungsAboveThirtyTwo() {
    LadderAnalysis analysis = LadderAnalysis.of(noisy(0.001, 7)).orElseThrow();

    assertThat(analysis.forecasts()).extracting(Forecast::workers).containsExactly(64, 128, 200);
    assertThat(analysis.forecasts())
        .allSatisfy(
            forecast -> {
              assertThat(forecast.error()).isBetween(-0.1, 0.1);
              assertThat(forecast.predicted())
                  .isCloseTo(LAW.throughput(forecast.workers()), withinPercentage(10));
            });
    assertThat(new Forecast(64, 110, 100).error()).isCloseTo(0.1, within(1e-12));
  }

  @Test
  @DisplayName("foretells nothing from fewer than four rungs up to 32")
  void forecasts_areNone_withoutLowerRungs() {
    List<Rung> high =
        IntStream.of(8, 16, 32, 64, 128)
            .mapToObj(n -> new Rung(n, List.of(List.of(LAW.throughput(n)))))
            .toList();

    assertThat(LadderAnalysis.of(high).orElseThrow().forecasts()).isEmpty();
  }

  private static List<Rung> noisy(double sigma, long seed) {
    Random random = new Random(seed);
    return IntStream.of(LADDER)
        .mapToObj(
            n ->
                new Rung(
                    n,
                    IntStream.range(0, 5)
                        .mapToObj(fork -> iterations(LAW.throughput(n), sigma, random))
                        .toList()))
        .toList();
  }

  private static List<Double> iterations(double throughput, double sigma, Random random) {
    return random
        .doubles(3)
        .map(u -> throughput * Math.exp(sigma * random.nextGaussian()))
        .boxed()
        .toList();
  }
}
