package org.dspybench.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Text and tables in GitHub's Markdown, laid out so that they read well as plain text too. */
final class Markdown {

  private Markdown() {}

  /**
   * A column of a table.
   *
   * @param header what stands over it
   * @param right whether it is aligned to the right, as figures are
   * @param cell the text of a row, not yet escaped
   */
  record Column<T>(String header, boolean right, Function<T, String> cell) {

    static <T> Column<T> text(String header, Function<T, String> cell) {
      return new Column<>(header, false, cell);
    }

    static <T> Column<T> figure(String header, Function<T, String> cell) {
      return new Column<>(header, true, cell);
    }

    /** Header, rule and cells, padded to one width. */
    private List<String> lines(List<T> rows) {
      List<String> cells = rows.stream().map(row -> escape(cell.apply(row))).toList();
      int width = Math.max(3, length(header));
      for (String text : cells) {
        width = Math.max(width, length(text));
      }
      String rule = right ? "-".repeat(width - 1) + ":" : "-".repeat(width);
      int padded = width;
      return Stream.concat(
              Stream.of(pad(header, padded), rule), cells.stream().map(text -> pad(text, padded)))
          .toList();
    }

    private String pad(String text, int width) {
      String gap = " ".repeat(width - length(text));
      return right ? gap + text : text + gap;
    }

    private static int length(String text) {
      return text.codePointCount(0, text.length());
    }
  }

  /** A table with a line for each row; every line ends in a newline. */
  static <T> String table(List<Column<T>> columns, List<T> rows) {
    List<List<String>> lines = columns.stream().map(column -> column.lines(rows)).toList();
    StringBuilder table = new StringBuilder();
    for (int i = 0; i < rows.size() + 2; i++) {
      int line = i;
      table
          .append("| ")
          .append(String.join(" | ", lines.stream().map(column -> column.get(line)).toList()))
          .append(" |\n");
    }
    return table.toString();
  }

  /**
   * Text that shows as it is: no markup, no HTML, no further cell, no further line, no control
   * sequence of a terminal.
   */
  static String escape(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("[\\\\`*|~]", "\\\\$0")
        .replaceAll("(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", "\\\\_")
        .replace("](", "]\\(");
  }
}
