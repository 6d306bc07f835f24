package org.dspybench.report.section;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Params;

/** What is the same in all rows of a table, and so divides rows among tables. */
final class Held {

  private Held() {}

  /**
   * What tells this row from rows of other tables: its parameters but those that have a column, and
   * the mode and threads where they are not the suite's.
   */
  static SortedMap<String, String> of(ResultRow row, String... columns) {
    SortedMap<String, String> held = Params.without(row, columns);
    if (!row.mode().equals("ss")) {
      held.put("JMH mode", row.mode());
    }
    if (row.threads() != 1) {
      held.put("JMH threads", String.valueOf(row.threads()));
    }
    return held;
  }

  /** Names and values in words. */
  static String list(SortedMap<String, String> named) {
    return named.entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }

  /** The rows of each table, by what names it. */
  static <T> List<List<T>> tables(List<T> rows, Function<T, String> name) {
    return List.copyOf(
        rows.stream()
            .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()))
            .values());
  }
}
