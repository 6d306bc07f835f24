package org.dspybench.results;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How rows are told apart in words: by benchmark and parameters, and by mode and threads where
 * others have the same of these.
 */
public final class RowNames {

  private final Map<String, Set<String>> modes = new HashMap<>();
  private final Map<String, Set<Integer>> threads = new HashMap<>();

  private RowNames() {}

  /** The names of some rows, among themselves. */
  public static RowNames of(Stream<ResultRow> rows) {
    RowNames names = new RowNames();
    rows.forEach(
        row -> {
          String described = row.describe();
          names.modes.computeIfAbsent(described, key -> new HashSet<>()).add(row.mode());
          names.threads.computeIfAbsent(described, key -> new HashSet<>()).add(row.threads());
        });
    return names;
  }

  /** The name of one of them. */
  public String of(ResultRow row) {
    String name = row.describe();
    if (modes.getOrDefault(row.describe(), Set.of()).size() > 1) {
      name += ", mode " + row.mode();
    }
    if (threads.getOrDefault(row.describe(), Set.of()).size() > 1) {
      name += ", threads: " + row.threads();
    }
    return name;
  }
}
