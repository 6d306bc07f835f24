package org.dspybench.job.input;

import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a file holds questions. */
public enum QuestionFormat {
  /** A JSON object on each line: value by input field. */
  JSONL("jsonl|ndjson") {
    @Override
    QuestionParser parser(NumberedLines lines, String field) {
      return new JsonlParser(lines);
    }
  },
  /** A table whose first line names the input fields. */
  CSV("csv") {
    @Override
    QuestionParser parser(NumberedLines lines, String field) {
      return new CsvTable(lines);
    }
  },
  /** A question on each line, for a program with one input field. */
  TXT("txt") {
    @Override
    QuestionParser parser(NumberedLines lines, String field) {
      return new TextParser(lines, field);
    }
  };

  private final Pattern names;

  QuestionFormat(String extensions) {
    this.names = Pattern.compile(".*\\.(" + extensions + ")", Pattern.CASE_INSENSITIVE);
  }

  abstract QuestionParser parser(NumberedLines lines, String field);

  /** The name as users write it: {@code jsonl}, {@code csv}, {@code txt}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format of that label.
   *
   * @throws IllegalArgumentException naming the labels there are
   */
  public static QuestionFormat of(String label) {
    return Arrays.stream(values())
        .filter(format -> format.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException("no format '" + label + "'; there are: " + labels()));
  }

  /**
   * The format that a file's name tells.
   *
   * @throws IllegalArgumentException if it tells none
   */
  public static QuestionFormat ofFileName(String name) {
    return Arrays.stream(values())
        .filter(format -> format.names.matcher(name).matches())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the name of "
                        + name
                        + " does not tell its format; say which with --format: "
                        + labels()));
  }

  private static String labels() {
    return Arrays.stream(values()).map(QuestionFormat::label).collect(Collectors.joining(", "));
  }
}
