package org.dspybench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.dspybench.compare.Judgement.Case;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The screening of eight pairs")
class ScreeningTest {

  private static final String BENCHMARK = "bridge";

  @Test
  @DisplayName("suspects what is slower in most pairs, whatever one of them met")
  void candidates_haveWhatIsSlower_whenOnePairIsFarOff() {
    assertThat(suspects(5, 4, 6, 5, 3, 7, 4.5, -23)).containsExactly(BENCHMARK);
  }

  @Test
  @DisplayName("leaves alone what one pair alone makes look slower")
  void candidates_haveNothing_whenOnlyOnePairIsSlower() {
    assertThat(suspects(0.3, -0.4, 0.2, -0.1, 0.1, -0.3, 0.2, 60)).isEmpty();
  }

  @Test
  @DisplayName("leaves alone what is slower for certain, and by less than half the threshold")
  void candidates_haveNothing_whenTheChangeIsSmall() {
    assertThat(suspects(1.1, 1.2, 1.3, 1.2, 1.1, 1.2, 1.3, 1.4)).isEmpty();
  }

  @Test
  @DisplayName("suspects what is faster by the whole threshold, and for nearly certain")
  void candidates_haveWhatIsFaster() {
    assertThat(suspects(-5, -4, -6, -5, -3, -7, -4.5, -5)).containsExactly(BENCHMARK);
    assertThat(suspects(-2, -2, -2, -2, -2, -2, -2, -2)).isEmpty();
    assertThat(suspects(-5, -4, -6, -5, 9, 8, -4.5, -5)).isEmpty();
  }

  @Test
  @DisplayName("suspects nothing that is measured for information")
  void candidates_haveNothing_thatIsForInformation() {
    Case slower = slower(new double[] {9, 9, 9, 9, 9, 9, 9, 9}, Standing.INFORMATION);

    assertThat(Screening.candidates(comparison(slower))).isEmpty();
  }

  private static Iterable<String> suspects(double... percent) {
    return Screening.candidates(comparison(slower(percent, Standing.JUDGED)));
  }

  private static Case slower(double[] percent, Standing standing) {
    double[] head = Arrays.stream(percent).map(more -> Math.log1p(more / 100)).toArray();
    return new Case(
        BENCHMARK, Quantity.TIME, Effect.paired(new double[percent.length], head), standing);
  }

  private static Comparison comparison(Case time) {
    return Comparisons.of(List.of(time), List.of());
  }
}
