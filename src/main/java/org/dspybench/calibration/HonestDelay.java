package org.dspybench.calibration;

import java.util.List;
import java.util.Optional;
import org.dspybench.results.calibration.ShortDelay;

/**
 * The smallest honest delay: the shortest from which on, it and each longer one measured, half of
 * the answers come less than 10 % later than planned.
 */
final class HonestDelay {

  private static final double TOLERANCE = 0.10;

  private HonestDelay() {}

  /** That delay in microseconds; empty where not even the longest is kept so well. */
  static Optional<Long> smallest(List<ShortDelay> ascending) {
    Optional<Long> smallest = Optional.empty();
    for (int i = ascending.size() - 1; i >= 0 && isHonest(ascending.get(i)); i--) {
      smallest = Optional.of(ascending.get(i).delayMicros());
    }
    return smallest;
  }

  private static boolean isHonest(ShortDelay delay) {
    return delay.error().p50Micros() < TOLERANCE * delay.delayMicros();
  }
}
