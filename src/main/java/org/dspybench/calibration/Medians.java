package org.dspybench.calibration;

import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.dspybench.results.calibration.Ceiling;
import org.dspybench.results.calibration.DelayError;
import org.dspybench.results.calibration.Measurement;
import org.dspybench.results.calibration.Percentiles;
import org.dspybench.results.calibration.ShortDelay;

/** Puts rounds together: each figure by itself is the median over the rounds. */
final class Medians {

  private Medians() {}

  static Measurement of(Rounds rounds) {
    List<Round> counted = rounds.counted();
    List<ShortDelay> shortDelays = each(counted, Round::shortDelays, Medians::shortDelay);
    boolean stealKnown = counted.stream().allMatch(round -> round.stealPercent().isPresent());
    return new Measurement(
        counted.size(),
        rounds.repeated(),
        stealKnown ? counted.stream().mapToDouble(Round::steal).max().orElseThrow() : null,
        ceiling(counted.stream().map(Round::ceiling).toList()),
        each(counted, Round::delayErrors, Medians::delayError),
        shortDelays,
        HonestDelay.smallest(shortDelays).orElse(null));
  }

  /** Puts the i-th entries of all rounds together, for each i. */
  private static <T> List<T> each(
      List<Round> rounds, Function<Round, List<T>> entries, Function<List<T>, T> median) {
    return IntStream.range(0, entries.apply(rounds.get(0)).size())
        .mapToObj(i -> median.apply(rounds.stream().map(entries).map(all -> all.get(i)).toList()))
        .toList();
  }

  private static Ceiling ceiling(List<Ceiling> rounds) {
    return new Ceiling(
        median(rounds, Ceiling::requestsPerSecond),
        rounds.get(0).inFlight(),
        whole(rounds, Ceiling::p99Micros),
        median(rounds, Ceiling::simulatorCpuMicros),
        median(rounds, Ceiling::clientCpuMicros));
  }

  private static DelayError delayError(List<DelayError> rounds) {
    return new DelayError(
        rounds.get(0).inFlight(),
        whole(rounds, DelayError::calls),
        percentiles(rounds, DelayError::client),
        percentiles(rounds, DelayError::simulator));
  }

  private static ShortDelay shortDelay(List<ShortDelay> rounds) {
    return new ShortDelay(rounds.get(0).delayMicros(), percentiles(rounds, ShortDelay::error));
  }

  private static <T> Percentiles percentiles(List<T> rounds, Function<T, Percentiles> part) {
    List<Percentiles> parts = rounds.stream().map(part).toList();
    return new Percentiles(
        whole(parts, Percentiles::p50Micros),
        whole(parts, Percentiles::p95Micros),
        whole(parts, Percentiles::p99Micros));
  }

  private static <T> long whole(List<T> rounds, ToLongFunction<T> figure) {
    return Math.round(median(rounds, figure::applyAsLong));
  }

  private static <T> double median(List<T> rounds, ToDoubleFunction<T> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
