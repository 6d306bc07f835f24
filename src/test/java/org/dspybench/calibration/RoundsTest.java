package org.dspybench.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.dspybench.results.calibration.Ceiling;
import org.dspybench.results.calibration.DelayError;
import org.dspybench.results.calibration.Measurement;
import org.dspybench.results.calibration.Percentiles;
import org.dspybench.results.calibration.ShortDelay;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The rounds of a calibration")
class RoundsTest {

  @Test
  @DisplayName("give the median of each figure by itself")
  void medians_areOfEachFigure() {
    Rounds rounds = rounds(3, 0);
    rounds.add(round(1_000, 9, OptionalDouble.of(0)));
    rounds.add(round(3_000, 1, OptionalDouble.of(1.5)));
    rounds.add(round(2_000, 5, OptionalDouble.of(0.5)));

    Measurement measured = Medians.of(rounds);

    assertThat(measured.rounds()).isEqualTo(3);
    assertThat(measured.stealPercent()).isEqualTo(1.5);
    assertThat(measured.ceiling()).isEqualTo(new Ceiling(2_000, 16, 500, 5, 5));
    assertThat(measured.delayErrors()).containsExactly(delayError(5));
    assertThat(measured.shortDelays())
        .containsExactly(new ShortDelay(1_000, new Percentiles(5, 6, 7)));
    assertThat(measured.smallestHonestDelayMicros()).isEqualTo(1_000);
  }

  @Test
  @DisplayName("give the mean of the two in the middle, where their number is even")
  void medians_areMeansOfTheMiddle() {
    Rounds rounds = rounds(2, 0);
    rounds.add(round(1_000, 4, OptionalDouble.empty()));
    rounds.add(round(2_000, 6, OptionalDouble.empty()));

    assertThat(Medians.of(rounds).ceiling().requestsPerSecond()).isEqualTo(1_500);
    assertThat(Medians.of(rounds).stealPercent()).isNull();
  }

  @Test
  @DisplayName("are measured again where other guests took more than 2 %")
  void disturbedRounds_areRepeated() {
    Rounds rounds = rounds(2, 3);
    rounds.add(round(1_000, 1, OptionalDouble.of(2.1)));
    assertThat(rounds.next()).isEqualTo(new Rounds.Next(2, 3));
    rounds.add(round(2_000, 1, OptionalDouble.of(2.0)));
    assertThat(rounds.isShort()).isTrue();
    rounds.add(round(3_000, 1, OptionalDouble.of(0)));

    assertThat(rounds.isShort()).isFalse();
    assertThat(rounds.repeated()).isEqualTo(1);
    assertThat(Medians.of(rounds).ceiling().requestsPerSecond()).isEqualTo(2_500);
    assertThat(Medians.of(rounds).stealPercent()).isEqualTo(2.0);
  }

  @Test
  @DisplayName("end after a bounded number of repetitions, and the least disturbed count")
  void repetitions_areBounded() {
    Rounds rounds = rounds(1, 2);
    for (double steal : new double[] {9, 5, 7}) {
      assertThat(rounds.isShort()).isTrue();
      rounds.add(round(100 * steal, 1, OptionalDouble.of(steal)));
    }

    assertThat(rounds.isShort()).isFalse();
    assertThat(rounds.repeated()).isEqualTo(2);
    assertThat(Medians.of(rounds).ceiling().requestsPerSecond()).isEqualTo(500);
  }

  private static Rounds rounds(int wanted, int mostRepeats) {
    return new Rounds(wanted, mostRepeats);
  }

  private static Round round(double perSecond, long micros, OptionalDouble steal) {
    return new Round(
        new Ceiling(perSecond, 16, 100 * micros, micros, micros),
        List.of(delayError(micros)),
        List.of(new ShortDelay(1_000, new Percentiles(micros, micros + 1, micros + 2))),
        steal);
  }

  private static DelayError delayError(long micros) {
    Percentiles percentiles = new Percentiles(micros, 2 * micros, 3 * micros);
    return new DelayError(10, 10 * micros, percentiles, percentiles);
  }
}
