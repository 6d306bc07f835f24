package org.dspybench.report.markdown;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.report.document.Table;

/** Text and tables in GitHub's Markdown, laid out so that they read well as plain text too. */
final class Markdown {

  private static final int NARROWEST = 3;

  private Markdown() {}

  /** A table with a line for each row; every line ends in a newline. */
  static String table(Table table) {
    List<List<String>> columns =
        IntStream.range(0, table.columns().size()).mapToObj(i -> lines(table, i)).toList();
    return IntStream.range(0, table.rows().size() + 2)
        .mapToObj(
            line ->
                columns.stream()
                    .map(column -> column.get(line))
                    .collect(Collectors.joining(" | ", "| ", " |\n")))
        .collect(Collectors.joining());
  }

  /** The first two lines of a table that is not laid out: half as long, where names are long. */
  static String compactHead(List<Table.Column> columns) {
    return compactRow(columns.stream().map(Table.Column::title).toList())
        + columns.stream()
            .map(column -> column.isFigure() ? "--:" : "---")
            .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A further line of it. */
  static String compactRow(List<String> texts) {
    return texts.stream().map(Markdown::escape).collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A list with a line for each text. */
  static String list(List<String> texts) {
    return texts.stream().map(text -> "- " + escape(text) + "\n").collect(Collectors.joining());
  }

  /** One text as a paragraph, several as a list. */
  static String paragraphOrList(List<String> texts) {
    return texts.size() == 1 ? escape(texts.get(0)) + "\n" : list(texts);
  }

  /** Header, rule and cells of a column, padded to one width. */
  private static List<String> lines(Table table, int index) {
    boolean right = table.columns().get(index).isFigure();
    String header = escape(table.columns().get(index).title());
    List<String> cells = table.rows().stream().map(row -> escape(row.get(index).text())).toList();
    int width =
        Stream.concat(Stream.of(header), cells.stream())
            .mapToInt(Markdown::length)
            .reduce(NARROWEST, Math::max);
    String rule = right ? "-".repeat(width - 1) + ":" : "-".repeat(width);
    return Stream.concat(
            Stream.of(pad(header, width, right), rule),
            cells.stream().map(text -> pad(text, width, right)))
        .toList();
  }

  private static String pad(String text, int width, boolean right) {
    String gap = " ".repeat(width - length(text));
    return right ? gap + text : text + gap;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
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
