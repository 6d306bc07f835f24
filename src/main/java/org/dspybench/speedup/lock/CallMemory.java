package org.dspybench.speedup.lock;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Summary;

/**
 * Memory that one more call in flight takes, from a ladder of worker counts: the median of the
 * slopes between all pairs of rungs, which one odd rung does not move (P. K. Sen, Estimates of the
 * Regression Coefficient Based on Kendall's Tau, 1968).
 */
public final class CallMemory {

  private CallMemory() {}

  /** Resident memory of a rung, at its highest. */
  private record Rung(int workers, double mebibytes) {

    static Stream<Rung> of(ResultRow row) {
      OptionalInt workers = Params.number(row, Params.WORKERS);
      OptionalDouble memory = Summary.highest(row, Measure.MEMORY);
      return workers.isPresent() && memory.isPresent()
          ? Stream.of(new Rung(workers.getAsInt(), memory.getAsDouble()))
          : Stream.empty();
    }

    double slopeTo(Rung other) {
      return (other.mebibytes - mebibytes) / (other.workers - workers);
    }
  }

  /**
   * MiB for each call in flight; absent with fewer than two worker counts, or where memory does not
   * grow with them.
   *
   * @param ladder rows that differ in their worker count alone
   */
  public static OptionalDouble perCall(List<ResultRow> ladder) {
    List<Rung> rungs = ladder.stream().flatMap(Rung::of).toList();
    double[] slopes =
        IntStream.range(0, rungs.size())
            .boxed()
            .flatMap(
                i ->
                    rungs.subList(i + 1, rungs.size()).stream().flatMap(b -> pair(rungs.get(i), b)))
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    if (slopes.length == 0) {
      return OptionalDouble.empty();
    }
    double median = (slopes[(slopes.length - 1) / 2] + slopes[slopes.length / 2]) / 2;
    return median > 0 ? OptionalDouble.of(median) : OptionalDouble.empty();
  }

  private static Stream<Double> pair(Rung one, Rung other) {
    return one.workers == other.workers ? Stream.empty() : Stream.of(one.slopeTo(other));
  }
}
