package org.dspybench.report;

import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Params;

/** What stands over a table: a title, the question that it answers, what holds for all rows. */
final class Heading {

  private Heading() {}

  static String of(String title, Optional<String> question, SortedMap<String, String> held) {
    StringBuilder heading = new StringBuilder("### " + Markdown.escape(title) + "\n\n");
    question.ifPresent(text -> heading.append(Markdown.escape(text)).append("\n\n"));
    if (!held.isEmpty()) {
      heading.append("In all rows: ").append(Markdown.escape(list(held))).append(".\n\n");
    }
    return heading.toString();
  }

  /**
   * What tells this row from rows of other tables: its parameters but those that have a column, and
   * the mode and threads where they are not the suite's.
   */
  static SortedMap<String, String> held(ResultRow row, String... columns) {
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
}
