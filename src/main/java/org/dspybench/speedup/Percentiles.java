package org.dspybench.speedup;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;

/** The latencies of a batch by percentile, each the median over the iterations. */
public final class Percentiles {

  private static final SortedMap<Double, Measure> MEASURES =
      new TreeMap<>(
          Map.of(
              25.0, Measure.LATENCY_P25,
              50.0, Measure.LATENCY_P50,
              75.0, Measure.LATENCY_P75,
              90.0, Measure.LATENCY_P90,
              95.0, Measure.LATENCY_P95,
              99.0, Measure.LATENCY_P99,
              99.9, Measure.LATENCY_P999));

  private Percentiles() {}

  /**
   * One of them.
   *
   * @param percentile from 0 to below 100
   * @param millis the latency
   */
  public record Point(double percentile, double millis) {}

  /**
   * Those that were measured, by rising percentile. Left out is what a batch is too small for: of n
   * latencies nothing lies above the percentile {@code 100 (1 - 1/n)} but the longest, which stands
   * at {@code 100 (1 - 1/(2n))} (A. Hazen, 1914).
   */
  public static List<Point> of(ResultRow row) {
    OptionalInt questions = Params.questions(row);
    double highest = 100 * (1 - 1.0 / questions.orElse(Integer.MAX_VALUE));
    List<Point> points = new ArrayList<>();
    MEASURES.headMap(Math.nextUp(highest)).forEach((p, measure) -> add(points, p, row, measure));
    if (questions.isPresent()) {
      double last = 100 * (1 - 0.5 / questions.getAsInt());
      add(points, last, row, Measure.LATENCY_MAX);
    }
    return points;
  }

  private static void add(List<Point> points, double percentile, ResultRow row, Measure measure) {
    OptionalDouble millis = Summary.median(row, measure);
    millis.ifPresent(latency -> points.add(new Point(percentile, latency)));
  }
}
