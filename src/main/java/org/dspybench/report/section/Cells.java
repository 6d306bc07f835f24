package org.dspybench.report.section;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.dspybench.report.Figures;
import org.dspybench.report.TimeScale;
import org.dspybench.report.document.Cell;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Estimate;
import org.dspybench.speedup.Params;
import org.dspybench.speedup.Summary;

/** Figures as cells: rounded as they are shown, and beside that as they were reckoned. */
final class Cells {

  private static final Cell ABSENT = new Cell.Absent();

  private Cells() {}

  /** A figure with its interval, where there is one. */
  static Cell interval(Optional<Estimate> estimate) {
    return estimate.map(Cells::interval).orElse(ABSENT);
  }

  static Cell interval(Estimate estimate) {
    return new Cell.Interval(Figures.withInterval(estimate, ""), estimate);
  }

  /** A time, which is shown in a unit that fits. */
  static Cell time(Optional<Estimate> millis, TimeScale scale) {
    return millis.<Cell>map(time -> new Cell.Interval(scale.show(time), time)).orElse(ABSENT);
  }

  /** A time with its interval, each in the unit that fits. */
  static Cell timeWithInterval(Optional<Estimate> millis) {
    return millis
        .<Cell>map(
            time -> new Cell.Interval(TimeScale.fitting(time.value()).showWithInterval(time), time))
        .orElse(ABSENT);
  }

  /** A share of 1, shown as a percentage. */
  static Cell percent(Optional<Estimate> share) {
    return share
        .<Cell>map(part -> new Cell.Interval(Figures.percent(Optional.of(part)), part))
        .orElse(ABSENT);
  }

  /** A figure without an interval. */
  static Cell measure(OptionalDouble figure, String unit) {
    return figure.isPresent()
        ? new Cell.Figure(Figures.measure(figure, unit), figure.getAsDouble())
        : ABSENT;
  }

  /** What was measured in percent, as a share of 1. */
  static Cell percentage(OptionalDouble percent) {
    return percent.isPresent()
        ? new Cell.Figure(Figures.measure(percent, " %"), percent.getAsDouble() / 100)
        : ABSENT;
  }

  /** A share of 1 without an interval, shown as a percentage. */
  static Cell share(OptionalDouble share) {
    return share.isPresent()
        ? new Cell.Figure(
            Figures.measure(OptionalDouble.of(100 * share.getAsDouble()), " %"),
            share.getAsDouble())
        : ABSENT;
  }

  /** The median over the iterations of what was measured. */
  static Function<ResultRow, Cell> median(Measure measure, String unit) {
    return row -> measure(Summary.median(row, measure), unit);
  }

  /** A figure without decimals. */
  static Cell count(OptionalDouble number) {
    return number.isPresent()
        ? new Cell.Figure(Figures.count(number.getAsDouble()), number.getAsDouble())
        : ABSENT;
  }

  /** A parameter: a figure where it is a number, else a word. */
  static Function<ResultRow, Cell> param(String name) {
    return row ->
        row.param(name)
            .map(
                value ->
                    Params.decimal(row, name).stream()
                        .<Cell>mapToObj(number -> new Cell.Figure(value, number))
                        .findFirst()
                        .orElseGet(() -> new Cell.Text(value)))
            .orElse(ABSENT);
  }
}
