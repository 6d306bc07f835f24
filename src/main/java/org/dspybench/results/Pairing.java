package org.dspybench.results;

import java.util.List;

/**
 * How a run was measured in pairs with another.
 *
 * @param id in words that these two runs alone have
 * @param settled the benchmarks, with their parameters, that a screening settled: they have no
 *     fresh pairs
 * @param information those that were measured for information, and are not judged by
 */
public record Pairing(String id, List<String> settled, List<String> information) {

  /** Stands between the benchmarks of {@link Fact#SETTLED} and of {@link Fact#INFORMATION}. */
  public static final String SEPARATOR = "; ";

  /** Copies both lists. */
  public Pairing {
    settled = List.copyOf(settled);
    information = List.copyOf(information);
  }

  /** An environment with these facts. */
  public Environment in(Environment environment) {
    Environment paired = environment.with(Fact.PAIRING, id);
    return with(with(paired, Fact.SETTLED, settled), Fact.INFORMATION, information);
  }

  private static Environment with(Environment environment, Fact fact, List<String> benchmarks) {
    return benchmarks.isEmpty()
        ? environment
        : environment.with(fact, String.join(SEPARATOR, benchmarks));
  }
}
