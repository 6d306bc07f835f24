package org.dspybench.calibration;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds rounds that count
 * @param mostRepeats rounds measured again at most
 * @param ladder calls in flight with which the highest rate is looked for, ascending
 * @param ladderStep how long each of these is tried
 * @param ceilingTime how long the highest rate is measured in a round
 * @param inFlight calls in flight with which the delay error is measured, ascending
 * @param meanDelay mean of the delays planned meanwhile
 * @param delayTime how long each of these, and each short delay, is measured in a round
 * @param shortDelays delays planned to find the smallest honest one, ascending
 */
public record CalibrationPlan(
    int rounds,
    int mostRepeats,
    List<Integer> ladder,
    Duration ladderStep,
    Duration ceilingTime,
    List<Integer> inFlight,
    Duration meanDelay,
    Duration delayTime,
    List<Duration> shortDelays) {

  private static final int MOST_ROUNDS = 20;

  /** Copies the lists, and refuses a number of rounds that is none. */
  public CalibrationPlan {
    if (rounds < 1 || rounds > MOST_ROUNDS) {
      throw new IllegalArgumentException("rounds are from 1 to " + MOST_ROUNDS + ", not " + rounds);
    }
    ladder = List.copyOf(ladder);
    inFlight = List.copyOf(inFlight);
    shortDelays = List.copyOf(shortDelays);
  }

  /**
   * What {@code calibrate} measures: with five rounds two minutes, and less than three where two
   * are measured again.
   */
  public static CalibrationPlan standard(int rounds) {
    return new CalibrationPlan(
        rounds,
        Math.min(rounds, 2),
        List.of(1, 2, 4, 8, 16, 32, 64, 128, 256),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        List.of(1, 10, 50, 100, 200, 500),
        Duration.ofMillis(100),
        Duration.ofMillis(1500),
        List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(2),
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100)));
  }
}
