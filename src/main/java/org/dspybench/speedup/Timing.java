package org.dspybench.speedup;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dspybench.results.ResultRow;

/**
 * A row by itself: how long an operation takes and how many questions a second that is. Immutable;
 * the interval is reckoned once.
 */
public final class Timing {

  private final ResultRow row;
  private final Optional<String> whyNone;
  private final Optional<Estimate> millis;

  /** Reckons with what was measured. */
  public Timing(ResultRow row) {
    this.row = row;
    this.whyNone = Times.whyNone(row);
    this.millis =
        whyNone.isPresent()
            ? Optional.empty()
            : Optional.of(Bootstrap.geometricMean(Times.of(row)));
  }

  /** The rows as timings, by batch size and workers. */
  public static List<Timing> of(List<ResultRow> rows) {
    return rows.stream().sorted(Params.order()).map(Timing::new).toList();
  }

  /** The rows as timings, by benchmark first. */
  public static List<Timing> byBenchmark(List<ResultRow> rows) {
    return rows.stream()
        .sorted(Comparator.comparing(ResultRow::benchmark).thenComparing(Params.order()))
        .map(Timing::new)
        .toList();
  }

  /** What was measured. */
  public ResultRow row() {
    return row;
  }

  /** The time of an operation in milliseconds; absent where {@link #whyNone()} tells why. */
  public Optional<Estimate> millis() {
    return millis;
  }

  /** Why there is no time, in words. */
  public Optional<String> whyNone() {
    return whyNone;
  }

  /** Operations per second of a benchmark that measures a rate; absent for any other. */
  public Optional<Estimate> operationsPerSecond() {
    return row.operationsPerSecond()
        .filter(Times::isUsable)
        .map(rate -> Bootstrap.geometricMean(rate.forks()));
  }

  /** Questions answered per second; absent without a time or a number of them. */
  public Optional<Estimate> perSecond() {
    OptionalInt questions = Params.questions(row);
    return questions.isPresent()
        ? millis.map(time -> time.dividing(1_000.0 * questions.getAsInt()))
        : Optional.empty();
  }

  /** How many times as fast as the slowest of a group this is; the slowest itself is 1. */
  public Optional<Estimate> timesSlowest(List<Timing> group) {
    return group.stream()
        .filter(timing -> timing.millis.isPresent())
        .max(Comparator.comparingDouble(timing -> timing.millis.orElseThrow().value()))
        .flatMap(this::timesAsFastAs);
  }

  /** How many times as fast as another this is; absent where either has no time. */
  public Optional<Estimate> timesAsFastAs(Timing other) {
    if (millis.isEmpty() || other.millis.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        other.row.equals(row)
            ? new Estimate(1, 1, 1)
            : Bootstrap.ratio(Times.of(other.row), Times.of(row)));
  }
}
