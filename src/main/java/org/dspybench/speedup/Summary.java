package org.dspybench.speedup;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;

/** One figure for what the profiler measured in the iterations of a row. */
public final class Summary {

  /** From this share of CPU time on, in percent, what other guests took is said beside a row. */
  public static final double HIGH_STEAL = 5;

  /** From this share of the simulator's highest rate on, in percent, it is said beside a row. */
  public static final double HIGH_USE = 30;

  private Summary() {}

  /** The middle one of the iterations' values, absent where none was measured. */
  public static OptionalDouble median(ResultRow row, Measure measure) {
    return median(row.measured(measure));
  }

  static OptionalDouble median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  /**
   * The geometric mean over forks and iterations with its interval, for figures above zero; absent
   * where none was measured.
   */
  public static Optional<Estimate> mean(ResultRow row, Measure measure) {
    List<List<Double>> forks = row.measuredByFork(measure);
    return forks.isEmpty() ? Optional.empty() : Optional.of(Bootstrap.geometricMean(forks));
  }

  /** The highest of the iterations' values, absent where none was measured. */
  public static OptionalDouble highest(ResultRow row, Measure measure) {
    return row.measured(measure).max();
  }

  /** The sum over all iterations, for counts; absent where none was measured. */
  public static OptionalDouble total(ResultRow row, Measure measure) {
    return row.measured(measure).reduce(Double::sum);
  }

  /** The mean steal over the iterations in percent, where it is more than {@link #HIGH_STEAL}. */
  public static OptionalDouble highSteal(ResultRow row) {
    OptionalDouble mean = row.measured(Measure.STEAL).average();
    return mean.isPresent() && mean.getAsDouble() > HIGH_STEAL ? mean : OptionalDouble.empty();
  }

  /**
   * The median share of the simulator's highest rate in percent, where it is more than {@link
   * #HIGH_USE}.
   */
  public static OptionalDouble highUse(ResultRow row) {
    OptionalDouble median = median(row, Measure.SIMULATOR_USE);
    return median.isPresent() && median.getAsDouble() > HIGH_USE ? median : OptionalDouble.empty();
  }
}
