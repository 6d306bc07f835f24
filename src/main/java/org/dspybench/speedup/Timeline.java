package org.dspybench.speedup;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;

/**
 * The course of a batch, from the first arrival at the endpoint to the last delivery, in slots of
 * one length; of each figure the median over all iterations of all forks.
 *
 * @param inFlight for each slot the mean number of calls in flight
 * @param rateLimited for each slot the answers that said 429, per second; of the same length
 */
public record Timeline(List<Double> inFlight, List<Double> rateLimited) {

  private static final int SLOTS = 20;

  /** Copies the lists. */
  public Timeline {
    inFlight = List.copyOf(inFlight);
    rateLimited = List.copyOf(rateLimited);
  }

  /** The course of a row's batch; absent where it was not measured. */
  public static Optional<Timeline> of(ResultRow row) {
    double[] first = values(row, 0, "inflight");
    // A batch begins with a call; where none is in flight, JMH filled in what was not measured.
    int[] measured = IntStream.range(0, first.length).filter(i -> first[i] > 0).toArray();
    return measured.length == 0
        ? Optional.empty()
        : Optional.of(
            new Timeline(
                medians(row, "inflight", measured), medians(row, "ratelimited", measured)));
  }

  private static List<Double> medians(ResultRow row, String figure, int[] measured) {
    return IntStream.range(0, SLOTS)
        .mapToObj(slot -> median(values(row, slot, figure), measured))
        .toList();
  }

  private static double median(double[] values, int[] measured) {
    return Summary.median(
            IntStream.of(measured).filter(i -> i < values.length).mapToDouble(i -> values[i]))
        .orElse(0);
  }

  private static double[] values(ResultRow row, int slot, String figure) {
    Metric metric =
        row.secondary().get(String.format(Locale.ROOT, "timeline.%02d.%s", slot, figure));
    return metric == null ? new double[0] : metric.values().toArray();
  }
}
