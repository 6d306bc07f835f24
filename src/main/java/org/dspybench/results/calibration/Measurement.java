package org.dspybench.results.calibration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a calibration measured; each figure is the median of its rounds.
 *
 * @param rounds rounds that the figures are made from
 * @param repeatedRounds rounds measured again, since other guests of the host took too much
 * @param stealPercent the most CPU time that other guests took in a round that counts, in percent
 *     of the machine's; null where the system does not tell
 * @param ceiling the highest rate
 * @param delayErrors by calls in flight, ascending
 * @param shortDelays by delay, ascending
 * @param smallestHonestDelayMicros the shortest delay that may be planned, in microseconds; null
 *     where none of those measured is kept well enough
 */
public record Measurement(
    int rounds,
    int repeatedRounds,
    @Nullable Double stealPercent,
    Ceiling ceiling,
    List<DelayError> delayErrors,
    List<ShortDelay> shortDelays,
    @Nullable Long smallestHonestDelayMicros) {

  /** Copies the lists. */
  public Measurement {
    delayErrors = List.copyOf(delayErrors);
    shortDelays = List.copyOf(shortDelays);
  }
}
