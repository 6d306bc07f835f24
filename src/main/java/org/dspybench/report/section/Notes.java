package org.dspybench.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;
import org.dspybench.report.Figures;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Summary;
import org.dspybench.speedup.Timing;

/** What a reader must know of the rows behind a line of a table, and the footnotes under it. */
final class Notes {

  private static final String STEAL_FOOTNOTE =
      "† More than 5 % of the CPU time went to other guests of the host while this row was measured"
          + " (steal). A shared machine took its time: measure it again before relying on it.";

  private static final String USE_FOOTNOTE =
      "‡ The calls came at more than 30 % of the highest rate that the simulator was calibrated to"
          + " have on this machine: a part of the time is the simulator's.";

  private Notes() {}

  /** The notes on some rows, and whatever else there is to say of them; empty where nothing is. */
  static String of(List<ResultRow> rows, Stream<String> more) {
    return of(rows, more, true);
  }

  private static String of(List<ResultRow> rows, Stream<String> more, boolean withCounts) {
    List<String> notes = new ArrayList<>();
    rows.stream()
        .map(Summary::highSteal)
        .flatMapToDouble(OptionalDouble::stream)
        .max()
        .ifPresent(steal -> notes.add("† steal " + Figures.count(steal) + " %"));
    rows.stream()
        .map(Summary::highUse)
        .flatMapToDouble(OptionalDouble::stream)
        .max()
        .ifPresent(
            use -> notes.add("‡ " + Figures.count(use) + " % of the simulator's highest rate"));
    more.forEach(notes::add);
    for (ResultRow row : rows) {
      String owner = rows.size() > 1 ? row.method() + ": " : "";
      row.shortfall().ifPresent(shortfall -> notes.add(owner + shortfall));
      if (withCounts) {
        counts(row).forEach(count -> notes.add(owner + count));
      }
    }
    return String.join("; ", notes);
  }

  /** The notes on one row of a table that has columns for what went wrong. */
  static String withoutCounts(Timing timing) {
    return of(List.of(timing.row()), timing.whyNone().stream(), false);
  }

  /** The notes on one row, with the reason where it has no time. */
  static String of(Timing timing) {
    return of(List.of(timing.row()), timing.whyNone().stream());
  }

  /** What has to be said under a table of these rows. */
  static List<String> footnotes(List<ResultRow> rows) {
    return Stream.of(
            footnote(STEAL_FOOTNOTE, Summary::highSteal, rows),
            footnote(USE_FOOTNOTE, Summary::highUse, rows))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> footnote(
      String footnote, Function<ResultRow, OptionalDouble> figure, List<ResultRow> rows) {
    return rows.stream().anyMatch(row -> figure.apply(row).isPresent())
        ? Optional.of(footnote)
        : Optional.empty();
  }

  private static Stream<String> counts(ResultRow row) {
    return Stream.of(
            count(row, Measure.FAILURES, " failed"),
            count(row, Measure.RATE_LIMITED, " rate-limited"),
            count(row, Measure.RETRIES, " retried"))
        .flatMap(List::stream);
  }

  private static List<String> count(ResultRow row, Measure measure, String what) {
    double total = Summary.total(row, measure).orElse(0);
    return total > 0 ? List.of(Figures.count(total) + what) : List.of();
  }
}
