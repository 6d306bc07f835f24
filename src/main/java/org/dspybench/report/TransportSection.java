package org.dspybench.report;

import static org.dspybench.report.Markdown.Column.figure;
import static org.dspybench.report.Markdown.Column.text;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dspybench.report.Markdown.Column;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Summary;
import org.dspybench.speedup.Timing;

/** The transports beside each other, each group with the same batch size and workers. */
final class TransportSection {

  private TransportSection() {}

  static boolean concerns(ResultRow row) {
    return row.param(Params.TRANSPORT).isPresent() && row.param(Params.BATCH_SIZE).isPresent();
  }

  static String of(List<ResultRow> rows, Environment environment) {
    Map<String, List<Timing>> tables =
        Timing.of(rows).stream()
            .collect(
                Collectors.groupingBy(
                    timing -> timing.row().benchmark() + held(timing.row()),
                    TreeMap::new,
                    Collectors.toList()));
    return tables.values().stream()
        .map(table -> table(table, environment))
        .collect(Collectors.joining("\n"));
  }

  private static String table(List<Timing> timings, Environment environment) {
    ResultRow first = timings.get(0).row();
    return Heading.of(
            first.simpleClassName() + "." + first.method(),
            environment.question(first.simpleClassName()),
            held(first))
        + Markdown.table(columns(timings), timings)
        + Notes.footnotes(timings.stream().map(Timing::row).toList());
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Heading.held(row, Params.BATCH_SIZE, Params.WORKERS, Params.TRANSPORT);
  }

  private static List<Column<Timing>> columns(List<Timing> all) {
    return List.of(
        figure("batch size", param(Params.BATCH_SIZE)),
        figure("workers", param(Params.WORKERS)),
        text("transport", param(Params.TRANSPORT)),
        figure("predictions/s [95 % CI]", timing -> Figures.withInterval(timing.perSecond())),
        figure(
            "times the slowest [95 % CI]",
            timing -> Figures.withInterval(timing.timesSlowest(peers(timing, all)))),
        figure("CPU per prediction", TransportSection::cpu),
        text("note", Notes::of));
  }

  private static Function<Timing, String> param(String name) {
    return timing -> timing.row().param(name).orElse(Figures.ABSENT);
  }

  private static List<Timing> peers(Timing timing, List<Timing> all) {
    SortedMap<String, String> circumstances = Params.without(timing.row(), Params.TRANSPORT);
    return all.stream()
        .filter(other -> Params.without(other.row(), Params.TRANSPORT).equals(circumstances))
        .toList();
  }

  private static String cpu(Timing timing) {
    return Figures.measure(Summary.median(timing.row(), Measure.CPU_PER_PREDICTION), " ms");
  }
}
