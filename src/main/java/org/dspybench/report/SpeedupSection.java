package org.dspybench.report;

import static org.dspybench.report.Markdown.Column.figure;
import static org.dspybench.report.Markdown.Column.text;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.report.Markdown.Column;
import org.dspybench.results.Environment;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Comparison;
import org.dspybench.speedup.Comparison.Paired;
import org.dspybench.speedup.Comparison.Unpaired;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.SpeedupAnalysis;
import org.dspybench.speedup.Summary;
import org.dspybench.speedup.Timing;

/**
 * Concurrent beside sequential: a table for each class and each set of parameters other than batch
 * size and workers, so one for each transport.
 */
final class SpeedupSection {

  private SpeedupSection() {}

  static String of(List<ResultRow> rows, Environment environment) {
    Map<String, List<Comparison>> tables =
        SpeedupAnalysis.compare(rows).stream()
            .collect(
                Collectors.groupingBy(
                    comparison -> title(comparison.row()) + held(comparison.row()),
                    TreeMap::new,
                    Collectors.toList()));
    return tables.values().stream()
        .map(table -> table(table, environment))
        .collect(Collectors.joining("\n"));
  }

  private static String table(List<Comparison> comparisons, Environment environment) {
    ResultRow first = comparisons.get(0).row();
    return Heading.of(title(first), environment.question(first.simpleClassName()), held(first))
        + Markdown.table(columns(scale(comparisons)), comparisons)
        + highest(comparisons)
        + Notes.footnotes(comparisons.stream().flatMap(SpeedupSection::measured).toList());
  }

  private static String title(ResultRow row) {
    return row.simpleClassName()
        + row.param(Params.TRANSPORT).map(transport -> ", transport " + transport).orElse("");
  }

  private static SortedMap<String, String> held(ResultRow row) {
    return Heading.held(row, Params.BATCH_SIZE, Params.WORKERS, Params.TRANSPORT);
  }

  private static List<Column<Comparison>> columns(TimeScale scale) {
    return List.of(
        figure("batch size", param(Params.BATCH_SIZE)),
        figure("workers", param(Params.WORKERS)),
        figure("sequential", time(Paired::sequentialMillis, SpeedupAnalysis::isBaseline, scale)),
        figure(
            "concurrent",
            time(Paired::concurrentMillis, row -> !SpeedupAnalysis.isBaseline(row), scale)),
        figure("speedup [95 % CI]", paired(pair -> Figures.withInterval(pair.speedup(), ""))),
        figure("efficiency", paired(pair -> Figures.percent(pair.efficiency()))),
        figure("ideal speedup", paired(pair -> Figures.measure(pair.idealSpeedup(), ""))),
        figure("share of the ideal", paired(pair -> Figures.percent(pair.shareOfIdeal()))),
        figure("p50", latency(Measure.LATENCY_P50)),
        figure("p95", latency(Measure.LATENCY_P95)),
        figure("p99", latency(Measure.LATENCY_P99)),
        figure("memory", SpeedupSection::memory),
        text("note", SpeedupSection::note));
  }

  private static Function<Comparison, String> param(String name) {
    return comparison -> comparison.row().param(name).orElse(Figures.ABSENT);
  }

  private static Function<Comparison, String> paired(Function<Paired, String> cell) {
    return comparison -> comparison instanceof Paired pair ? cell.apply(pair) : Figures.ABSENT;
  }

  private static Function<Comparison, String> latency(Measure measure) {
    return comparison -> Figures.measure(Summary.median(comparison.row(), measure), " ms");
  }

  private static String memory(Comparison comparison) {
    return Figures.measure(Summary.highest(comparison.row(), Measure.MEMORY), " MiB");
  }

  /** The time of a pair or, in its own column, of a run without a counterpart. */
  private static Function<Comparison, String> time(
      Function<Paired, Estimate> time, Predicate<ResultRow> own, TimeScale scale) {
    return comparison -> {
      if (comparison instanceof Paired pair) {
        return scale.show(time.apply(pair));
      }
      return Optional.of(new Timing(comparison.row()))
          .filter(timing -> own.test(timing.row()))
          .flatMap(Timing::millis)
          .map(scale::show)
          .orElse(Figures.ABSENT);
    };
  }

  private static TimeScale scale(List<Comparison> comparisons) {
    return TimeScale.fitting(
        comparisons.stream()
            .flatMap(SpeedupSection::measured)
            .flatMap(row -> new Timing(row).millis().stream())
            .mapToDouble(Estimate::value)
            .max()
            .orElse(0));
  }

  private static Stream<ResultRow> measured(Comparison comparison) {
    return comparison instanceof Paired pair
        ? Stream.of(pair.sequential(), pair.row())
        : Stream.of(comparison.row());
  }

  private static String note(Comparison comparison) {
    return Notes.of(
        measured(comparison).toList(),
        comparison instanceof Unpaired unpaired ? Stream.of(unpaired.reason()) : Stream.empty());
  }

  private static String highest(List<Comparison> comparisons) {
    return SpeedupAnalysis.highest(comparisons)
        .map(
            pair ->
                "\nHighest speedup: %s, at batch size %s with %s workers%s.\n"
                    .formatted(
                        Figures.withInterval(pair.speedup(), ""),
                        param(Params.BATCH_SIZE).apply(pair),
                        param(Params.WORKERS).apply(pair),
                        pair.shareOfIdeal()
                            .map(
                                share ->
                                    ", " + Figures.percent(Optional.of(share)) + " of the ideal")
                            .orElse("")))
        .orElse("");
  }
}
