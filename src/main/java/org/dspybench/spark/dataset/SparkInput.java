package org.dspybench.spark.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Where the questions of a job on a cluster come from.
 *
 * @param name a path, or a table's name
 * @param format how it holds questions
 * @param field the input field that a line of plain text is the value of
 */
public record SparkInput(String name, Format format, String field) {

  /** How an input holds questions. */
  enum Format {
    /** A JSON object on each line: value by input field. */
    JSONL("jsonl|ndjson|json") {
      @Override
      Dataset<Row> read(SparkSession session, SparkInput input) {
        Dataset<Row> rows =
            session.read().option("columnNameOfCorruptRecord", CORRUPT).json(input.name);
        requireObjects(rows, input);
        return rows;
      }
    },
    /** A table whose first line names the input fields. */
    CSV("csv") {
      @Override
      Dataset<Row> read(SparkSession session, SparkInput input) {
        return session
            .read()
            .option("header", true)
            .option("multiLine", true)
            .option("escape", "\"")
            .option("mode", "FAILFAST")
            .csv(input.name)
            .na()
            .fill("");
      }
    },
    /** A question on each line, for a program with one input field. */
    TXT("txt") {
      @Override
      Dataset<Row> read(SparkSession session, SparkInput input) {
        return session
            .read()
            .text(input.name)
            .filter("trim(value) <> ''")
            .withColumnRenamed("value", input.field);
      }
    },
    /** Columns in Apache Parquet. */
    PARQUET("parquet") {
      @Override
      Dataset<Row> read(SparkSession session, SparkInput input) {
        return session.read().parquet(input.name);
      }
    },
    /** A table that the session's catalogue knows. */
    TABLE("") {
      @Override
      Dataset<Row> read(SparkSession session, SparkInput input) {
        return session.read().table(input.name);
      }
    };

    private static final String CORRUPT = "_corrupt_record";

    private final Pattern names;

    Format(String extensions) {
      this.names = Pattern.compile(".*\\.(" + extensions + ")(\\.gz)?/?", Pattern.CASE_INSENSITIVE);
    }

    abstract Dataset<Row> read(SparkSession session, SparkInput input);

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static void requireObjects(Dataset<Row> rows, SparkInput input) {
      if (Arrays.asList(rows.columns()).contains(CORRUPT)) {
        Column corrupt = Columns.named(CORRUPT);
        // Spark answers a query of this column alone from a cache only.
        List<Row> bad = rows.filter(corrupt.isNotNull()).limit(1).collectAsList();
        throw new IllegalArgumentException(
            "%s holds a line that is no JSON object: %s; each line is an object such as {\"question\": \"Why?\"}"
                .formatted(input.name, bad.isEmpty() ? "?" : bad.get(0).<String>getAs(CORRUPT)));
      }
    }
  }

  /**
   * An input as it was named.
   *
   * @throws IllegalArgumentException if the format is not known, or the name does not tell it
   */
  public static SparkInput of(String name, Optional<String> format, String field) {
    Format chosen =
        Arrays.stream(Format.values())
            .filter(
                known ->
                    format.isPresent()
                        ? known.label().equals(format.get())
                        : known.names.matcher(name).matches())
            .findFirst()
            .orElseThrow(() -> unknown(name, format));
    return new SparkInput(name, chosen, field);
  }

  private static IllegalArgumentException unknown(String name, Optional<String> format) {
    String labels =
        Arrays.stream(Format.values()).map(Format::label).collect(Collectors.joining(", "));
    return new IllegalArgumentException(
        format
            .map(label -> "no format '" + label + "'; there are: " + labels)
            .orElse(
                "the name of "
                    + name
                    + " does not tell its format; say which with --format: "
                    + labels));
  }

  public Dataset<Row> read(SparkSession session) {
    return format.read(session, this);
  }
}
