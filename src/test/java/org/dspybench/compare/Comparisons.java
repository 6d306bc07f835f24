package org.dspybench.compare;

import java.util.List;

/** Comparisons of pairs by the standard gate, from which nothing is missing. */
final class Comparisons {

  private Comparisons() {}

  static Comparison of(List<Judgement.Case> times, List<Judgement.Case> counts) {
    Gate gate = Gate.STANDARD;
    return new Comparison(
        "base",
        "head",
        gate,
        true,
        Judgement.of(times, gate.ofTimes()),
        Judgement.of(counts, gate.ofCounts()),
        List.of(),
        List.of(),
        List.of());
  }
}
