package org.dspybench.results;

import java.util.List;

/**
 * How a run was measured in pairs with another.
 *
 * @param id in words that these two runs alone have
 * @param settled the benchmarks, with their parameters, that a screening settled: they have no
 *     fresh pairs
 */
public record Pairing(String id, List<String> settled) {

  /** Stands between the benchmarks of {@link Fact#SETTLED}. */
  public static final String SEPARATOR = "; ";

  /** Copies {@code settled}. */
  public Pairing {
    settled = List.copyOf(settled);
  }

  /** An environment with these facts. */
  public Environment in(Environment environment) {
    Environment paired = environment.with(Fact.PAIRING, id);
    return settled.isEmpty() ? paired : paired.with(Fact.SETTLED, String.join(SEPARATOR, settled));
  }
}
