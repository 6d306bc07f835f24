package org.dspybench.report.section;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.report.document.Chart.Series;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Percentiles;

/** Latencies by percentile, as HdrHistogram plots them. */
final class LatencyChart {

  private LatencyChart() {}

  /** A curve for each row that has latencies; absent where none has. */
  static Optional<Chart> of(List<ResultRow> rows, Function<ResultRow, String> name) {
    List<Series> series =
        rows.stream()
            .map(row -> new Series(name.apply(row), Kind.MEASURED, points(row)))
            .filter(curve -> !curve.points().isEmpty())
            .toList();
    return series.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart.Lines(
                "latency",
                "Latency by percentile",
                new Axis("percentile", Scale.PERCENTILE),
                new Axis("latency of a question, ms", Scale.LINEAR),
                series));
  }

  private static List<Point> points(ResultRow row) {
    return Percentiles.of(row).stream()
        .map(point -> new Point(point.percentile(), Estimate.unbounded(point.millis())))
        .toList();
  }
}
