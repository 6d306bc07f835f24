package org.dspybench.spark.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/** The columns that are added to those of the input. */
public final class Columns {

  /** A row's number in the input, from 0. */
  static final String INDEX = "_index";

  /** The row's question, as JSON. */
  static final String QUESTION = "_question";

  /** What became of it: a struct, as {@link #OUTCOME_SCHEMA} names its fields. */
  static final String OUTCOME = "outcome";

  /** An outcome as the journal has it, on one line. */
  static final String LINE = "_line";

  static final String OUTCOME_SCHEMA =
      "index BIGINT, status STRING, answer MAP<STRING,STRING>, source STRING, kind STRING,"
          + " attempts INT, message STRING, traceback STRING, latencyMs DOUBLE";

  private static final Set<String> OURS = Set.of(INDEX, QUESTION, OUTCOME, LINE);

  private Columns() {}

  /** A column of that very name, whatever characters are in it. */
  static Column named(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  static Column[] named(String... names) {
    return Arrays.stream(names).map(Columns::named).toArray(Column[]::new);
  }

  static Column[] with(Column column, String... names) {
    return Stream.concat(Stream.of(column), Arrays.stream(named(names))).toArray(Column[]::new);
  }

  /**
   * The columns that are the program's input fields.
   *
   * @param chosen names; all of the input when empty
   * @throws IllegalArgumentException if the input lacks one, or has one that is named as ours
   */
  public static List<String> inputFields(String[] input, List<String> chosen) {
    List<String> there = List.of(input);
    there.stream()
        .filter(OURS::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "the input has a column '" + name + "', which the output needs; rename it");
            });
    chosen.stream()
        .filter(name -> !there.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "the input has no column '%s'; it has: %s"
                      .formatted(name, String.join(", ", there)));
            });
    if (there.isEmpty()) {
      throw new IllegalArgumentException("the input has no columns");
    }
    return chosen.isEmpty() ? there : chosen;
  }
}
