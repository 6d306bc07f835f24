package org.dspybench.report.document;

import java.util.List;

/**
 * Figures in rows and columns.
 *
 * @param columns from left to right
 * @param rows each with a cell for each column
 */
public record Table(List<Column> columns, List<List<Cell>> rows) {

  /**
   * A column.
   *
   * @param key names it for programs, such as {@code shareOfIdeal}
   * @param title stands over it
   * @param unit of the cells' values, such as {@code ms} or {@code 1/s}; empty for words, counts
   *     and shares of 1
   * @param isFigure whether it holds figures, which are aligned to the right
   */
  public record Column(String key, String title, String unit, boolean isFigure) {}

  /** Copies its parts, counts the cells, and refuses a key that stands there twice. */
  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    int width = columns.size();
    if (columns.stream().map(Column::key).distinct().count() != width) {
      throw new IllegalArgumentException("each column needs a key of its own: " + columns);
    }
    if (rows.stream().anyMatch(row -> row.size() != width)) {
      throw new IllegalArgumentException("each row needs " + width + " cells");
    }
  }
}
