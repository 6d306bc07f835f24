package org.dspybench.calibration;

import java.util.List;
import java.util.OptionalDouble;
import org.dspybench.results.calibration.Ceiling;
import org.dspybench.results.calibration.DelayError;
import org.dspybench.results.calibration.ShortDelay;

/**
 * Everything measured once.
 *
 * @param stealPercent CPU time that other guests of the host took meanwhile, in percent of the
 *     machine's; empty where the system does not tell
 */
record Round(
    Ceiling ceiling,
    List<DelayError> delayErrors,
    List<ShortDelay> shortDelays,
    OptionalDouble stealPercent) {

  /** From this share on a round is measured again. */
  private static final double DISTURBED_PERCENT = 2;

  boolean isDisturbed() {
    return steal() > DISTURBED_PERCENT;
  }

  double steal() {
    return stealPercent.orElse(0);
  }
}
