package org.dspybench.lm.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A pace")
class PaceTest {

  /** A clock may begin anywhere, below zero too. */
  private static final long EPOCH = -5_000_000_000L;

  private static long after(double seconds) {
    return EPOCH + (long) (seconds * 1e9);
  }

  @ParameterizedTest(name = "after {0} s: {1} per second")
  @CsvSource({"-1, 4", "0, 4", "0.25, 8", "0.5, 16", "1, 64", "100, 1000000"})
  @DisplayName("in search doubles every quarter of a second, up to where arithmetic ends")
  void search_doubles(double seconds, double perSecond) {
    Pace search = new Pace.Search(4, EPOCH);

    assertThat(search.perSecond(after(seconds))).isCloseTo(perSecond, within(1e-6 * perSecond));
  }

  /** The expected values were computed apart, from the formula, with K = 1.449571. */
  @ParameterizedTest(name = "after {0} s: {1} per second")
  @CsvSource({
    "0, 97",
    "0.5, 99.147441",
    "1.449571, 100",
    "2, 100.166904",
    "4, 118.045201",
    "7, 552.860256"
  })
  @DisplayName("around a quota returns to it, stays, and goes on ever faster")
  void cubic_hasAPlateau(double seconds, double perSecond) {
    Pace cubic = new Pace.Cubic(100, 97, 1, EPOCH);

    assertThat(cubic.perSecond(after(seconds))).isCloseTo(perSecond, within(1e-4));
  }

  @Test
  @DisplayName("around a quota can be stretched in time")
  void cubic_isStretchedByItsUnit() {
    Pace cubic = new Pace.Cubic(100, 90, 1, EPOCH);
    Pace stretched = new Pace.Cubic(100, 90, 3, EPOCH);

    assertThat(stretched.perSecond(after(6))).isCloseTo(cubic.perSecond(after(2)), within(1e-9));
  }

  @Test
  @DisplayName("has the same course when it begins anew")
  void startingAt_movesTheEpoch() {
    Pace cubic = new Pace.Cubic(100, 90, 1, EPOCH);
    Pace search = new Pace.Search(4, EPOCH);

    assertThat(cubic.startingAt(after(9)).perSecond(after(11)))
        .isEqualTo(cubic.perSecond(after(2)));
    assertThat(search.startingAt(after(9)).perSecond(after(9.5))).isEqualTo(16);
    assertThat(new Pace.Free().startingAt(EPOCH).perSecond(EPOCH)).isInfinite();
  }
}
