package org.dspybench.calibration;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rounds of a calibration. A disturbed one is measured again, a bounded number of times; where
 * that was not enough, the least disturbed count.
 */
final class Rounds {

  private final int wanted;
  private final int mostRepeats;
  private final List<Round> measured = new ArrayList<>();

  Rounds(int wanted, int mostRepeats) {
    this.wanted = wanted;
    this.mostRepeats = mostRepeats;
  }

  void add(Round round) {
    measured.add(round);
  }

  /** Whether another round has to be measured. */
  boolean isShort() {
    long calm = measured.stream().filter(round -> !round.isDisturbed()).count();
    return calm < wanted && measured.size() < wanted + mostRepeats;
  }

  /** The number of the next round, and of how many as far as is known now. */
  Next next() {
    long disturbed = measured.stream().filter(Round::isDisturbed).count();
    return new Next(measured.size() + 1, (int) Math.min(wanted + disturbed, wanted + mostRepeats));
  }

  /** The {@code number}-th round, from 1, {@code of} so many. */
  record Next(int number, int of) {}

  /** The rounds that count. */
  List<Round> counted() {
    return measured.stream()
        .sorted(Comparator.comparingDouble(Round::steal))
        .limit(wanted)
        .toList();
  }

  /** Rounds that were measured and do not count. */
  int repeated() {
    return measured.size() - counted().size();
  }
}
