package org.dspybench.report.document;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A column of a table and how its cells come from what the rows stand for.
 *
 * @param head what the table says of it
 * @param cell the cell of a row
 * @param always whether it is there even when all its cells are absent
 */
public record ColumnOf<T>(Table.Column head, Function<T, Cell> cell, boolean always) {

  /** A column of words. */
  public static <T> ColumnOf<T> text(String key, String title, Function<T, String> text) {
    return new ColumnOf<>(
        new Table.Column(key, title, "", false), row -> new Cell.Text(text.apply(row)), true);
  }

  /** A column of figures, and of the unit that their values are in. */
  public static <T> ColumnOf<T> figure(
      String key, String title, String unit, Function<T, Cell> cell) {
    return new ColumnOf<>(new Table.Column(key, title, unit, true), cell, true);
  }

  /** This column, left out of a table in which none of its cells holds anything. */
  public ColumnOf<T> whereMeasured() {
    return new ColumnOf<>(head, cell, false);
  }

  /** A table with a row for each of the rows. */
  public static <T> Table table(List<ColumnOf<T>> columns, List<T> rows) {
    List<Table.Column> heads = new ArrayList<>();
    List<List<Cell>> cells = new ArrayList<>();
    for (ColumnOf<T> column : columns) {
      List<Cell> down = rows.stream().map(column.cell).toList();
      if (column.always || !down.stream().allMatch(Cell.Absent.class::isInstance)) {
        heads.add(column.head);
        cells.add(down);
      }
    }
    return new Table(
        heads,
        IntStream.range(0, rows.size())
            .mapToObj(row -> cells.stream().map(down -> down.get(row)).toList())
            .toList());
  }
}
