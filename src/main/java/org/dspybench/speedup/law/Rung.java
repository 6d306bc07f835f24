package org.dspybench.speedup.law;

import java.util.List;

/**
 * A worker count of a ladder, and what was measured there.
 *
 * @param workers at least 1
 * @param forks for each fork the throughput of its iterations, questions per second, all above 0
 */
public record Rung(int workers, List<List<Double>> forks) {

  /** Copies the figures, and refuses those that a law cannot be fitted to. */
  public Rung {
    forks = forks.stream().map(List::copyOf).toList();
    if (workers < 1 || forks.isEmpty() || forks.stream().anyMatch(List::isEmpty)) {
      throw new IllegalArgumentException("nothing measured with " + workers + " workers");
    }
    if (!forks.stream().flatMap(List::stream).allMatch(x -> x > 0 && Double.isFinite(x))) {
      throw new IllegalArgumentException("no throughput with " + workers + " workers: " + forks);
    }
  }

  /** The mean of the logarithms of a fork's figures. */
  static double meanLog(List<Double> fork) {
    return fork.stream().mapToDouble(Math::log).average().orElseThrow();
  }
}
