package org.dspybench.calibration;

import java.io.IOException;
import java.util.List;

/**
 * Finds with how many calls in flight a server answers most: more and more of them, until two steps
 * in succession have gained less than 5 % over the best before.
 */
final class CeilingSearch {

  private static final double WORTHWHILE = 1.05;
  private static final int PATIENCE = 2;

  private CeilingSearch() {}

  /** Measures a rate. */
  @FunctionalInterface
  interface Rate {

    /** Answers per second with so many calls in flight. */
    double at(int inFlight) throws IOException;
  }

  /** The smallest step whose rate no later one clearly beats. */
  static int best(List<Integer> ladder, Rate rate) throws IOException {
    int best = ladder.get(0);
    double bestRate = rate.at(best);
    int sinceBest = 0;
    for (int inFlight : ladder.subList(1, ladder.size())) {
      double found = rate.at(inFlight);
      if (found >= bestRate * WORTHWHILE) {
        best = inFlight;
        bestRate = found;
        sinceBest = 0;
      } else if (++sinceBest == PATIENCE) {
        break;
      }
    }
    return best;
  }
}
