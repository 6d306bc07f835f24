package org.dspybench.report.section;

import java.util.List;
import java.util.Optional;
import org.dspybench.report.Figures;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.Chart;
import org.dspybench.speedup.Comparison.Paired;
import org.dspybench.speedup.Params;

/** Speedup by batch size and workers. */
final class SpeedupHeatMap {

  private SpeedupHeatMap() {}

  /** Absent where no pair has both. */
  static Optional<Chart> of(List<Paired> all) {
    List<Paired> pairs = all.stream().filter(pair -> batch(pair) > 0 && workers(pair) > 0).toList();
    List<Integer> batches = pairs.stream().map(SpeedupHeatMap::batch).distinct().sorted().toList();
    List<Integer> workers =
        pairs.stream().map(SpeedupHeatMap::workers).distinct().sorted().toList();
    return pairs.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Chart.HeatMap(
                "speedup",
                "Speedup by batch size and workers",
                "workers",
                workers.stream().map(String::valueOf).toList(),
                "batch size",
                batches.stream().map(String::valueOf).toList(),
                "speedup",
                batches.stream()
                    .map(size -> workers.stream().map(count -> cell(pairs, size, count)).toList())
                    .toList()));
  }

  private static Optional<Cell.Interval> cell(List<Paired> pairs, int batch, int workers) {
    return pairs.stream()
        .filter(pair -> batch(pair) == batch && workers(pair) == workers)
        .map(Paired::speedup)
        .map(speedup -> new Cell.Interval(Figures.withInterval(speedup, ""), speedup))
        .findFirst();
  }

  private static int batch(Paired pair) {
    return Params.number(pair.row(), Params.BATCH_SIZE).orElse(0);
  }

  private static int workers(Paired pair) {
    return Params.number(pair.row(), Params.WORKERS).orElse(0);
  }
}
