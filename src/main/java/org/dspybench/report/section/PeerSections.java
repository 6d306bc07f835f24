package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.List;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.dspybench.report.Figures;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Ladder;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Peers;
import org.dspybench.speedup.Peers.Standing;

/** The peers beside ours, each with as many workers. */
final class PeerSections {

  private static final String NOT_APPLICABLE = "–";
  private static final RowColumns<Standing> ROW = new RowColumns<>(Standing::row);

  private static final List<ColumnOf<Standing>> COLUMNS =
      List.of(
          text("peer", "peer", Standing::name),
          text("engine", "engine", standing -> engine(standing.row())),
          figure(
              "workers",
              "workers",
              "",
              standing -> Cells.count(OptionalDouble.of(standing.workers()))),
          ROW.words(Params.STRATEGY, "strategy", NOT_APPLICABLE),
          figure(
              "questionsPerSecond",
              "questions/s [95 % CI]",
              "1/s",
              standing -> Cells.interval(standing.timing().perSecond())),
          figure(
              "oursOver",
              "ours is times as fast [95 % CI]",
              "",
              standing -> Cells.interval(standing.oursOver())),
          share("shareOfIdeal", "share of the ideal", Measure.IDEAL_MAKESPAN),
          share("shareOfBound", "share of the bound", Measure.IDEAL_BOUND).whereMeasured(),
          ROW.millis("p50", "p50", Measure.LATENCY_P50),
          ROW.millis("p99", "p99", Measure.LATENCY_P99),
          ROW.cpuPerPrediction(),
          ROW.memory(),
          text("note", "note", standing -> Notes.of(standing.timing())));

  private PeerSections() {}

  static List<Section> of(List<ResultRow> rows, Environment environment) {
    return Held.tables(rows, row -> row.className() + held(row)).stream()
        .map(table -> section(table, environment))
        .toList();
  }

  private static Section section(List<ResultRow> rows, Environment environment) {
    ResultRow first = rows.get(0);
    List<Standing> standings = Peers.of(rows);
    return new Section(
        Ids.of(first.simpleClassName()),
        Kind.PEERS.id(),
        first.simpleClassName(),
        environment.question(first.simpleClassName()).stream().toList(),
        held(first),
        ColumnOf.table(COLUMNS, standings),
        Peers.best(standings).stream().map(PeerSections::conclusion).toList(),
        Notes.footnotes(rows),
        List.of());
  }

  /** Batches differ in size: a peer that is slow gets fewer questions. */
  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(
        row,
        Params.PEER,
        Params.ENGINE,
        Params.WORKERS,
        Params.TRANSPORT,
        Params.STRATEGY,
        Params.TRIMS,
        Params.BATCH_SIZE,
        Params.QUESTIONS_PER_WORKER);
  }

  private static String engine(ResultRow row) {
    return row.param(Params.ENGINE).or(() -> row.param(Params.TRANSPORT)).orElse(NOT_APPLICABLE);
  }

  private static ColumnOf<Standing> share(String key, String title, Measure best) {
    return figure(key, title, "", standing -> Cells.percent(Ladder.share(standing.timing(), best)));
  }

  private static String conclusion(Standing best) {
    Estimate ratio = best.oursOver().orElseThrow();
    return "With %s workers the best peer is %s (%s); BatchPredictor is %s times as fast."
        .formatted(
            Figures.count(best.workers()),
            best.name(),
            engine(best.row()),
            Figures.withInterval(ratio, ""));
  }
}
