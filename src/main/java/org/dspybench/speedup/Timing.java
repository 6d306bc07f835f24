package org.dspybench.speedup;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.dspybench.results.ResultRow;

/**
 * A row by itself: how long an operation takes and how many questions a second that is.
 *
 * @param row what was measured
 */
public record Timing(ResultRow row) {

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

  /** The time of an operation in milliseconds; absent where {@link #whyNone()} tells why. */
  public Optional<Estimate> millis() {
    return Times.estimate(row);
  }

  /** Why there is no time, in words. */
  public Optional<String> whyNone() {
    return Times.whyNone(row);
  }

  /** Questions answered per second; absent without a time or a batch size. */
  public Optional<Estimate> perSecond() {
    OptionalInt batchSize = Params.number(row, Params.BATCH_SIZE);
    return batchSize.isPresent()
        ? millis().map(millis -> millis.dividing(1_000.0 * batchSize.getAsInt()))
        : Optional.empty();
  }

  /**
   * How many times as fast as the slowest of a group this is.
   *
   * @param group timings with the same batch size and workers, this among them
   */
  public Optional<Estimate> timesSlowest(List<Timing> group) {
    return slowest(group)
        .filter(slowest -> millis().isPresent())
        .map(
            slowest ->
                slowest.row().equals(row)
                    ? new Estimate(1, 1, 1)
                    : Bootstrap.ratio(Times.of(slowest.row()), Times.of(row)));
  }

  private static Optional<Timing> slowest(List<Timing> group) {
    return group.stream()
        .filter(timing -> timing.millis().isPresent())
        .max(Comparator.comparingDouble(timing -> timing.millis().orElseThrow().value()));
  }
}
