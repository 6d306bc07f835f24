package org.dspybench.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ratio of two sides")
class LogRatioTest {

  private static final double CONFIDENCE = 0.95;

  @Test
  @DisplayName("is the geometric mean, with the paired t interval")
  void interval_isThatOfPairedT() {
    LogRatio ratio = LogRatio.paired(new double[] {0.01, 0.03, 0.02, 0.04});

    // SciPy: np.exp(stats.t.interval(0.95, 3, d.mean(), stats.sem(d)))
    assertThat(ratio.ratio()).isCloseTo(1.0253151205244289, within(1e-12));
    assertThat(ratio.low(CONFIDENCE))
        .isCloseTo(Math.exp(0.025 - 3.182446305284263 * 0.006454972243679028), within(1e-12));
    assertThat(ratio.high(CONFIDENCE))
        .isCloseTo(Math.exp(0.025 + 3.182446305284263 * 0.006454972243679028), within(1e-12));
  }

  @Test
  @DisplayName("has no interval with a single pair, and could have seen nothing")
  void interval_isUnbounded_ofOnePair() {
    LogRatio ratio = LogRatio.paired(new double[] {0.1});

    assertThat(ratio.low(CONFIDENCE)).isZero();
    assertThat(ratio.high(CONFIDENCE)).isInfinite();
    assertThat(ratio.detectableExcess(0.05, 0.8)).isInfinite();
  }

  @Test
  @DisplayName("is exact where all pairs agree")
  void interval_isAPoint_whenPairsAgree() {
    LogRatio ratio = LogRatio.paired(new double[] {0, 0, 0});

    assertThat(ratio.low(CONFIDENCE)).isEqualTo(1);
    assertThat(ratio.high(CONFIDENCE)).isEqualTo(1);
    assertThat(ratio.detectableExcess(0.05, 0.8)).isZero();
  }

  @Test
  @DisplayName("holds the true ratio in 93 to 97 of 100 intervals, for ratios from 0.8 to 1.5")
  void interval_coversTheTruth() {
    Random random = new Random(20_261_123);
    int held = 0;
    int trials = 4_000;
    for (int trial = 0; trial < trials; trial++) {
      double truth = Math.log(0.8 + 0.7 * random.nextDouble());
      LogRatio ratio =
          LogRatio.paired(random.doubles(12).map(u -> truth + noise(random)).toArray());
      if (ratio.low(CONFIDENCE) <= Math.exp(truth) && Math.exp(truth) <= ratio.high(CONFIDENCE)) {
        held++;
      }
    }
    assertThat(held / (double) trials).isBetween(0.93, 0.97);
  }

  @Test
  @DisplayName("finds the excess that it says it could have seen with that probability")
  void detectableExcess_isFound_asOftenAsItSays() {
    Random random = new Random(5);
    int pairs = 20;
    double excess =
        new LogRatio(0, 0.03 / Math.sqrt(pairs), pairs - 1.0).detectableExcess(0.05, 0.8);
    int found = 0;
    int trials = 2_000;
    for (int trial = 0; trial < trials; trial++) {
      double[] logs = random.doubles(pairs).map(u -> Math.log1p(excess) + noise(random)).toArray();
      if (SignFlipTest.pValueOfExcess(logs) <= 0.05) {
        found++;
      }
    }
    assertThat(found / (double) trials).isBetween(0.76, 0.86);
  }

  @Test
  @DisplayName("of launches that are no pairs has Welch's interval and test")
  void welch_isThatOfSciPy() {
    double[] base = {0.00, 0.02, 0.01, -0.01, 0.03};
    double[] head = {0.05, 0.07, 0.12, 0.08};
    LogRatio ratio = LogRatio.welch(base, head);

    // SciPy: stats.ttest_ind(head, base, equal_var=False), its confidence_interval(0.95), and with
    // alternative="greater"
    assertThat(ratio.ratio()).isCloseTo(Math.exp(0.07), within(1e-12));
    assertThat(ratio.low(CONFIDENCE)).isCloseTo(Math.exp(0.02613482937003713), within(1e-9));
    assertThat(ratio.high(CONFIDENCE)).isCloseTo(Math.exp(0.11386517062996288), within(1e-9));
    assertThat(ratio.pValueOfExcess()).isCloseTo(0.005270021713208896, within(1e-9));
    assertThat(ratio.inverse().pValueOfExcess()).isCloseTo(1 - 0.005270021713208896, within(1e-9));
  }

  @Test
  @DisplayName("is neither above nor below 1 where all launches agree")
  void welch_isNoExcess_whenAllAgree() {
    LogRatio ratio = LogRatio.welch(new double[] {0, 0}, new double[] {0, 0});

    assertThat(ratio.pValueOfExcess()).isEqualTo(1);
    assertThat(ratio.inverse().pValueOfExcess()).isEqualTo(1);
  }

  @Test
  void ratio_ofNothing_isRefused() {
    assertThatThrownBy(() -> LogRatio.paired(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double noise(Random random) {
    return 0.03 * random.nextGaussian();
  }
}
