package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.List;
import java.util.SortedMap;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.ClusterRuns;
import org.dspybench.speedup.ClusterRuns.Standing;
import org.dspybench.speedup.Params;

/** A batch by several processes beside the same by one. */
final class ClusterSections {

  private static final RowColumns<Standing> ROW = new RowColumns<>(Standing::row);

  private static final List<ColumnOf<Standing>> COLUMNS =
      List.of(
          text("way", "predicted by", standing -> way(standing.row())),
          ROW.param(Params.EXECUTORS, "executors"),
          ROW.param(Params.WORKERS, "workers of each"),
          figure(
              "time",
              "time in all [95 % CI]",
              "ms",
              standing -> Cells.timeWithInterval(standing.timing().millis())),
          ROW.millis("starting", "of which not asking", Measure.CLUSTER_STARTING),
          figure(
              "perSecondAsking",
              "questions/s while asking",
              "1/s",
              standing -> Cells.measure(standing.perSecondAsking(), "")),
          figure(
              "shareOfIdeal",
              "share of the ideal",
              "",
              standing -> Cells.share(standing.shareOfIdeal())),
          ROW.millis("p50", "p50", Measure.LATENCY_P50),
          ROW.millis("p99", "p99", Measure.LATENCY_P99),
          text("note", "note", standing -> Notes.of(standing.timing())));

  private ClusterSections() {}

  static List<Section> of(List<ResultRow> rows, Environment environment) {
    return Held.tables(rows, row -> row.className() + held(row)).stream()
        .map(table -> section(table, environment))
        .toList();
  }

  private static Section section(List<ResultRow> rows, Environment environment) {
    ResultRow first = rows.get(0);
    return new Section(
        Ids.of(first.simpleClassName()),
        Kind.CLUSTER.id(),
        first.simpleClassName(),
        environment.question(first.simpleClassName()).stream().toList(),
        held(first),
        ColumnOf.table(COLUMNS, ClusterRuns.of(rows)),
        List.of(),
        Notes.footnotes(rows),
        List.of());
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(
        row,
        Params.EXECUTORS,
        Params.WORKERS,
        Params.TRANSPORT,
        Params.STRATEGY,
        Params.BATCH_SIZE,
        Params.QUESTIONS_PER_WORKER);
  }

  private static String way(ResultRow row) {
    return row.param(Params.EXECUTORS).isPresent() ? "Spark" : "BatchPredictor, warm";
  }
}
