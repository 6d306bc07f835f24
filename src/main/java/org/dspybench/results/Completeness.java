package org.dspybench.results;

import java.util.List;
import java.util.stream.Stream;

/**
 * Whether everything that was planned came back. JMH does not say: it exits 0 when a fork dies, and
 * leaves out its benchmark, or keeps the forks and iterations that it has.
 */
public final class Completeness {

  private Completeness() {}

  /**
   * What is missing of a plan, a line of words for each row that is missing or short; empty where
   * all is there.
   */
  public static List<String> missing(List<PlannedRun> plan, List<ResultRow> rows) {
    return plan.stream().flatMap(planned -> missing(planned, rows)).toList();
  }

  private static Stream<String> missing(PlannedRun planned, List<ResultRow> all) {
    String name = planned.describe();
    List<ResultRow> rows = all.stream().filter(planned::describes).toList();
    return rows.isEmpty()
        ? Stream.of(name + ": no result; it failed, or its JVM died")
        : rows.stream()
            .flatMap(row -> row.shortfall(planned.forks(), planned.iterations()).stream())
            .map(shortfall -> name + ": " + shortfall);
  }
}
