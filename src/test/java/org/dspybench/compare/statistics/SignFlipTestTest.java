package org.dspybench.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.WilcoxonSignedRankTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The randomisation test of pairs")
class SignFlipTestTest {

  @Test
  @DisplayName("gives 1 of 2^n when all differences are above zero")
  void pValue_isTheSmallest_whenAllAreAbove() {
    assertThat(SignFlipTest.pValueOfExcess(new double[] {1, 2, 3, 4})).isEqualTo(1 / 16.0);
    assertThat(SignFlipTest.pValueOfExcess(new double[] {-1, -2, -3})).isEqualTo(1);
  }

  @Test
  @DisplayName("counts patterns that tie with the measured one, also after rounding")
  void pValue_countsTies() {
    assertThat(SignFlipTest.pValueOfExcess(new double[] {0.1, 0.1, 0.1, -0.3})).isEqualTo(9 / 16.0);
    assertThat(SignFlipTest.pValueOfExcess(new double[] {0, 0, 0})).isEqualTo(1);
  }

  @Test
  @DisplayName("counts every pattern")
  void pValue_isThatOfBruteForce() {
    Random random = new Random(7);
    for (int n = 1; n <= 12; n++) {
      double[] differences = random.doubles(n, -1, 2).toArray();

      assertThat(SignFlipTest.pValueOfExcess(differences))
          .isCloseTo(byBruteForce(differences), within(1e-15));
    }
  }

  @Test
  @DisplayName("draws patterns of more than 40 pairs, near what counting gives of 40")
  void pValue_isDrawn_ofManyPairs() {
    double[] forty = new Random(3).doubles(40, -1, 1.3).toArray();
    double[] fortyOne = Arrays.copyOf(forty, 41);

    double counted = SignFlipTest.pValueOfExcess(forty);

    // The 41st difference is 0 and changes no sum.
    assertThat(SignFlipTest.pValueOfExcess(fortyOne)).isCloseTo(counted, within(0.003));
  }

  @Test
  @DisplayName("by ranks is Wilcoxon's, as another library has it")
  void pValueByRank_isWilcoxons() {
    Random random = new Random(11);
    for (int n = 2; n <= 20; n++) {
      double[] differences = random.doubles(n, -1, 2).toArray();

      assertThat(SignFlipTest.pValueOfExcessByRank(differences))
          .isCloseTo(
              WilcoxonSignedRankTest.withDefaults()
                  .with(AlternativeHypothesis.GREATER_THAN)
                  .with(PValueMethod.EXACT)
                  .test(differences)
                  .getPValue(),
              within(1e-12));
    }
  }

  @Test
  @DisplayName("by ranks gives equal sizes the mean of their ranks, and none to no difference")
  void pValueByRank_countsTies() {
    assertThat(SignFlipTest.pValueOfExcessByRank(new double[] {1, 1, -1})).isEqualTo(4 / 8.0);
    assertThat(SignFlipTest.pValueOfExcessByRank(new double[] {0, 0, 0})).isEqualTo(1);
  }

  @Test
  @DisplayName("by ranks takes a pair that is far off for no more than the farthest of the others")
  void pValueByRank_isSwayedLittle_byOnePair() {
    double[] slower = {0.05, 0.04, 0.06, 0.05, 0.03, 0.07, 0.045, -0.23};

    assertThat(SignFlipTest.pValueOfExcess(slower)).isGreaterThan(0.2);
    assertThat(SignFlipTest.pValueOfExcessByRank(slower)).isLessThan(0.1);
  }

  @Test
  void pValue_ofNothing_isRefused() {
    assertThatThrownBy(() -> SignFlipTest.pValueOfExcess(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static double byBruteForce(double[] differences) {
    double measured = Arrays.stream(differences).sum();
    int reached = 0;
    for (int pattern = 0; pattern < 1 << differences.length; pattern++) {
      double sum = 0;
      for (int i = 0; i < differences.length; i++) {
        sum += (pattern >> i & 1) == 0 ? differences[i] : -differences[i];
      }
      if (sum >= measured - 1e-12) {
        reached++;
      }
    }
    return reached / (double) (1 << differences.length);
  }
}
