package org.dspybench.results;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The raw values behind one score.
 *
 * @param unit as JMH wrote it, for example {@code ms/op}
 * @param forks for each fork the values of its iterations, in the order measured; values may be NaN
 *     or infinite where the file says so, and the list is empty where the file holds no raw data.
 *     In mode {@code sample} an iteration's value is the mean of its samples
 */
public record Metric(String unit, List<List<Double>> forks) {

  /** Copies {@code forks}, without boxes. */
  public Metric {
    forks = forks.stream().<List<Double>>map(Doubles::copyOf).toList();
  }

  /** The values of all iterations of all forks. */
  public DoubleStream values() {
    return forks.stream().flatMapToDouble(fork -> Doubles.copyOf(fork).unboxed());
  }

  /** The same in another unit; absent where the one cannot be converted into the other. */
  public Optional<Metric> in(String otherUnit) {
    OptionalDouble factor = UnitFamily.factor(unit, otherUnit);
    if (factor.isEmpty() || unit.equals(otherUnit)) {
      return factor.isEmpty() ? Optional.empty() : Optional.of(this);
    }
    double multiplier = factor.getAsDouble();
    return Optional.of(
        new Metric(
            otherUnit,
            forks.stream()
                .<List<Double>>map(
                    fork ->
                        Doubles.of(Doubles.copyOf(fork).unboxed().map(value -> value * multiplier)))
                .toList()));
  }
}
