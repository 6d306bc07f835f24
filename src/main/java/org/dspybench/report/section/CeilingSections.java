package org.dspybench.report.section;

import static org.dspybench.report.document.ColumnOf.figure;
import static org.dspybench.report.document.ColumnOf.text;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.report.document.Section;
import org.dspybench.results.Environment;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Timing;

/**
 * What is reached where the endpoint answers at once: transports, strategies and trims beside each
 * other, each group with the same batch size and workers.
 */
final class CeilingSections {

  /** What a row without the parameter was measured with. */
  static final String DEFAULT_STRATEGY = "workers";

  static final String NO_TRIMS = "none";

  private static final RowColumns<Timing> ROW = new RowColumns<>(Timing::row);

  /** Within a batch size and a worker count. */
  private static final Comparator<Timing> ORDER =
      Comparator.<Timing>comparingInt(t -> Params.number(t.row(), Params.BATCH_SIZE).orElse(0))
          .thenComparingInt(t -> Params.number(t.row(), Params.WORKERS).orElse(0))
          .thenComparing(t -> t.row().param(Params.TRANSPORT).orElse(""))
          .thenComparing(t -> t.row().param(Params.STRATEGY).orElse(DEFAULT_STRATEGY));

  private CeilingSections() {}

  static boolean concerns(ResultRow row) {
    return row.param(Params.TRANSPORT).isPresent() && row.param(Params.BATCH_SIZE).isPresent();
  }

  static List<Section> of(List<ResultRow> rows, Environment environment) {
    return Held.tables(
            Timing.of(rows).stream().sorted(ORDER).toList(),
            timing -> timing.row().benchmark() + held(timing.row()))
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
        highest(timings).stream().toList(),
        Notes.footnotes(timings.stream().map(Timing::row).toList()),
        List.of());
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Held.of(
        row, Params.BATCH_SIZE, Params.WORKERS, Params.TRANSPORT, Params.STRATEGY, Params.TRIMS);
  }

  private static List<ColumnOf<Timing>> columns(List<Timing> all) {
    return Stream.of(
            Stream.of(
                ROW.param(Params.BATCH_SIZE, "batch size"),
                ROW.param(Params.WORKERS, "workers"),
                ROW.words(Params.TRANSPORT, "transport", Figures.ABSENT)),
            ROW.wordsIfAny(Params.STRATEGY, "strategy", DEFAULT_STRATEGY, all).stream(),
            ROW.wordsIfAny(Params.TRIMS, "trims", NO_TRIMS, all).stream(),
            Stream.of(
                figure(
                    "predictionsPerSecond",
                    "predictions/s [95 % CI]",
                    "1/s",
                    (Timing timing) -> Cells.interval(timing.perSecond())),
                figure(
                    "timesSlowest",
                    "times the slowest [95 % CI]",
                    "",
                    (Timing timing) -> Cells.interval(timing.timesSlowest(group(timing, all)))),
                figure(
                        "timesUntrimmed",
                        "times untrimmed [95 % CI]",
                        "",
                        (Timing timing) -> Cells.interval(timesUntrimmed(timing, all)))
                    .whereMeasured(),
                ROW.cpuPerPrediction(),
                text("note", "note", (Timing timing) -> Notes.of(timing))))
        .flatMap(columns -> columns)
        .toList();
  }

  private static List<Timing> group(Timing timing, List<Timing> all) {
    return all.stream()
        .filter(other -> sameBut(timing, other, Params.TRANSPORT, Params.STRATEGY, Params.TRIMS))
        .toList();
  }

  private static Optional<Estimate> timesUntrimmed(Timing timing, List<Timing> all) {
    return all.stream()
        .filter(other -> !isUntrimmed(timing) && isUntrimmed(other))
        .filter(other -> sameBut(timing, other, Params.TRIMS))
        .findFirst()
        .flatMap(timing::timesAsFastAs);
  }

  private static boolean isUntrimmed(Timing timing) {
    return timing.row().param(Params.TRIMS).orElse(NO_TRIMS).equals(NO_TRIMS);
  }

  private static boolean sameBut(Timing one, Timing other, String... params) {
    return Params.without(one.row(), params).equals(Params.without(other.row(), params));
  }

  private static Optional<String> highest(List<Timing> timings) {
    return timings.stream()
        .filter(timing -> timing.perSecond().isPresent())
        .max(Comparator.comparingDouble(timing -> timing.perSecond().orElseThrow().value()))
        .map(
            best ->
                "Highest: %s predictions/s by %s."
                    .formatted(Figures.withInterval(best.perSecond()), way(best.row())));
  }

  /** How a row's predictions were made, in words. */
  static String way(ResultRow row) {
    return Stream.of(
            row.param(Params.TRANSPORT).map(name -> "transport " + name),
            row.param(Params.STRATEGY).map(name -> "strategy " + name),
            row.param(Params.TRIMS).map(name -> "trims " + name))
        .flatMap(Optional::stream)
        .reduce((a, b) -> a + ", " + b)
        .orElse(row.method());
  }
}
