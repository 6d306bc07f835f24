package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeLeftTest {

  private final Cell quick = Cells.workers(200, 3);
  private final Cell slow = Cells.workers(1, 3);
  private final TimeLeft timeLeft = new TimeLeft(Duration.ofMinutes(6), 6);

  @Test
  void of_isWhatThePresetPromises_beforeALaunchHasEnded() {
    assertThat(timeLeft.of(List.of(slow, quick, quick, slow, slow, quick))).hasMinutes(6);
  }

  @Test
  void of_takesTheMeanOfAllLaunches_forACellThatWasNotYetMeasured() {
    timeLeft.ended(slow, Duration.ofSeconds(20));
    timeLeft.ended(slow, Duration.ofSeconds(30));

    assertThat(timeLeft.of(List.of(quick, quick))).hasSeconds(50);
  }

  @Test
  void of_takesTheMeanOfTheSameCell_forOneThatWas() {
    timeLeft.ended(slow, Duration.ofSeconds(20));
    timeLeft.ended(slow, Duration.ofSeconds(30));
    timeLeft.ended(quick, Duration.ofSeconds(4));

    assertThat(timeLeft.of(List.of(slow, quick))).hasSeconds(29);
  }

  @Test
  void of_isNothing_whenNothingIsLeft() {
    assertThat(timeLeft.of(List.of())).isZero();
  }
}
