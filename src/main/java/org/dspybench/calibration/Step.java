package org.dspybench.calibration;

import java.util.Locale;

/**
 * Where a calibration is.
 *
 * @param round the round that is measured, from 1; 0 before the first
 * @param rounds rounds that have to be measured as far as is known now
 * @param what is being done
 */
public record Step(int round, int rounds, String what) {

  @Override
  public String toString() {
    return round == 0
        ? what
        : String.format(Locale.ROOT, "round %d of %d: %s", round, rounds, what);
  }
}
