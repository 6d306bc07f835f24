package org.dspybench.speedup.lock;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Summary;

/**
 * Latencies beside Python threads that compute all the time, and without them.
 *
 * @param alone the row without busy threads
 * @param beside the row with them, otherwise of the same parameters
 */
public record BusyNeighbour(ResultRow alone, ResultRow beside) {

  private static final String NONE = "0";

  /** All pairs among the rows, in their order. */
  public static List<BusyNeighbour> of(List<ResultRow> rows) {
    return rows.stream()
        .filter(row -> row.param(Params.BUSY_THREADS).filter(n -> !n.equals(NONE)).isPresent())
        .flatMap(beside -> partner(beside, rows).map(alone -> new BusyNeighbour(alone, beside)))
        .toList();
  }

  private static Stream<ResultRow> partner(ResultRow beside, List<ResultRow> rows) {
    return rows.stream()
        .filter(row -> row.param(Params.BUSY_THREADS).filter(NONE::equals).isPresent())
        .filter(row -> row.benchmark().equals(beside.benchmark()))
        .filter(row -> others(row).equals(others(beside)))
        .limit(1);
  }

  private static SortedMap<String, String> others(ResultRow row) {
    return Params.without(row, Params.BUSY_THREADS);
  }

  /**
   * What the busy threads add, in milliseconds; absent where one of the rows has no such figure.
   *
   * @param percentile such as {@link Measure#LATENCY_P99}
   */
  public OptionalDouble addedMillis(Measure percentile) {
    OptionalDouble without = Summary.median(alone, percentile);
    OptionalDouble with = Summary.median(beside, percentile);
    return without.isPresent() && with.isPresent()
        ? OptionalDouble.of(with.getAsDouble() - without.getAsDouble())
        : OptionalDouble.empty();
  }
}
