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
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Timing;

/** The transports beside each other, each group with the same batch size and workers. */
final class CeilingSections {

  private CeilingSections() {}

  static boolean concerns(ResultRow row) {
    return row.param(Params.TRANSPORT).isPresent() && row.param(Params.BATCH_SIZE).isPresent();
  }

  static List<Section> of(List<ResultRow> rows, Environment environment) {
    return Held.tables(Timing.of(rows), timing -> timing.row().benchmark() + held(timing.row()))
        .stream()
        .map(table -> section(table, environment))
        .toList();
  }

  private static Section section(List<Timing> timings, Environment environment) {
    ResultRow first = timings.get(0).row();
    String title = first.simpleClassName() + "." + first.method();
    return new Section(
        Ids.of(title),
        Kind.CEILING.id(),
        title,
        environment.question(first.simpleClassName()).stream().toList(),
        held(first),
        ColumnOf.table(columns(timings), timings),
        List.of(),
        Notes.footnotes(timings.stream().map(Timing::row).toList()),
        List.of());
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(row, Params.BATCH_SIZE, Params.WORKERS, Params.TRANSPORT);
  }

  private static List<ColumnOf<Timing>> columns(List<Timing> all) {
    return List.of(
        figure("batchSize", "batch size", "", Cells.param(Params.BATCH_SIZE).compose(Timing::row)),
        figure("workers", "workers", "", Cells.param(Params.WORKERS).compose(Timing::row)),
        text("transport", "transport", timing -> timing.row().param(Params.TRANSPORT).orElse("")),
        figure(
            "predictionsPerSecond",
            "predictions/s [95 % CI]",
            "1/s",
            timing -> Cells.interval(timing.perSecond())),
        figure(
            "timesSlowest",
            "times the slowest [95 % CI]",
            "",
            timing -> Cells.interval(timing.timesSlowest(peers(timing, all)))),
        figure(
            "cpuPerPrediction",
            "CPU per prediction",
            "ms",
            Cells.median(Measure.CPU_PER_PREDICTION, " ms").compose(Timing::row)),
        text("note", "note", Notes::of));
  }

  private static List<Timing> peers(Timing timing, List<Timing> all) {
    SortedMap<String, String> circumstances = Params.without(timing.row(), Params.TRANSPORT);
    return all.stream()
        .filter(other -> Params.without(other.row(), Params.TRANSPORT).equals(circumstances))
        .toList();
  }
}
