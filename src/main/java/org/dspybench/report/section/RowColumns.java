package org.dspybench.report.section;

import java.util.List;
import java.util.function.Function;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.ColumnOf;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Summary;

/**
 * Columns of what stands in a row of results, whatever the rows of the table are.
 *
 * @param row the row of results behind a row of the table
 */
record RowColumns<T>(Function<T, ResultRow> row) {

  /** A parameter, named for programs as JMH names it. */
  ColumnOf<T> param(String name, String title) {
    return ColumnOf.figure(name, title, "", Cells.param(name).compose(row));
  }

  /** A parameter in words, and what stands for it in a row that does not have it. */
  ColumnOf<T> words(String name, String title, String otherwise) {
    return ColumnOf.text(name, title, element -> row.apply(element).param(name).orElse(otherwise));
  }

  /** Like {@link #words}; no column at all where none of the rows has the parameter. */
  List<ColumnOf<T>> wordsIfAny(String name, String title, String otherwise, List<T> elements) {
    return elements.stream().map(row).anyMatch(any -> any.param(name).isPresent())
        ? List.of(words(name, title, otherwise))
        : List.of();
  }

  /** The median over the iterations of something in milliseconds. */
  ColumnOf<T> millis(String key, String title, Measure measure) {
    return ColumnOf.figure(key, title, "ms", Cells.median(measure, " ms").compose(row));
  }

  /** The median over the iterations of a bare number. */
  ColumnOf<T> number(String key, String title, String unit, Measure measure) {
    return ColumnOf.figure(key, title, unit, Cells.median(measure, "").compose(row));
  }

  /** The median over the iterations of a count. */
  ColumnOf<T> count(String key, String title, Measure measure) {
    return ColumnOf.figure(
        key, title, "", element -> Cells.count(Summary.median(row.apply(element), measure)));
  }

  /** The median over the iterations of a percentage, as a share of 1. */
  ColumnOf<T> percentage(String key, String title, Measure measure) {
    return ColumnOf.figure(
        key, title, "", element -> Cells.percentage(Summary.median(row.apply(element), measure)));
  }

  ColumnOf<T> cpuPerPrediction() {
    return millis("cpuPerPrediction", "CPU per prediction", Measure.CPU_PER_PREDICTION);
  }

  /** At its highest. */
  ColumnOf<T> memory() {
    return ColumnOf.figure("memory", "memory", "MiB", this::memory);
  }

  private Cell memory(T element) {
    return Cells.measure(Summary.highest(row.apply(element), Measure.MEMORY), " MiB");
  }
}
