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
 * Latencies beside a Python thread that computes all the time, and beside a Java thread that does.
 * Both take a core; only the one wants the interpreter lock, so the difference is the lock's.
 *
 * @param java the row with the Java thread
 * @param python the row with the Python thread, otherwise of the same parameters
 */
public record BusyNeighbour(ResultRow java, ResultRow python) {

  private static final String JAVA = "java";
  private static final String PYTHON = "python";

  /** All pairs among the rows, in their order. */
  public static List<BusyNeighbour> of(List<ResultRow> rows) {
    return rows.stream()
        .filter(row -> isBeside(PYTHON, row))
        .flatMap(python -> partner(python, rows).map(java -> new BusyNeighbour(java, python)))
        .toList();
  }

  private static boolean isBeside(String whose, ResultRow row) {
    return row.param(Params.BUSY_THREAD).filter(whose::equals).isPresent();
  }

  private static Stream<ResultRow> partner(ResultRow python, List<ResultRow> rows) {
    return rows.stream()
        .filter(row -> isBeside(JAVA, row))
        .filter(row -> row.benchmark().equals(python.benchmark()))
        .filter(row -> others(row).equals(others(python)))
        .limit(1);
  }

  private static SortedMap<String, String> others(ResultRow row) {
    return Params.without(row, Params.BUSY_THREAD);
  }

  /**
   * What waiting for the lock adds, in milliseconds; absent where one of the rows has no such
   * figure.
   *
   * @param percentile such as {@link Measure#LATENCY_P99}
   */
  public OptionalDouble addedMillis(Measure percentile) {
    OptionalDouble core = Summary.median(java, percentile);
    OptionalDouble both = Summary.median(python, percentile);
    return core.isPresent() && both.isPresent()
        ? OptionalDouble.of(both.getAsDouble() - core.getAsDouble())
        : OptionalDouble.empty();
  }
}
