package org.dspybench.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An entry of a file of results as JMH writes it for any project: launches of two iterations, which
 * take 100 us and differ by a thousandth or two, the same each time.
 */
final class ForeignRow {

  private static final int FORKS = 10;
  private static final int ITERATIONS = 2;

  private final Map<String, Object> fields;
  private final String unit;
  private final List<List<String>> values;
  private final Map<String, String> secondary;

  private ForeignRow(
      Map<String, Object> fields,
      String unit,
      List<List<String>> values,
      Map<String, String> secondary) {
    this.fields = new LinkedHashMap<>(fields);
    this.unit = unit;
    this.values = values.stream().map(List::copyOf).toList();
    this.secondary = new LinkedHashMap<>(secondary);
  }

  ForeignRow(String benchmark) {
    this(benchmark, FORKS, ITERATIONS);
  }

  private ForeignRow(String benchmark, int forks, int iterations) {
    this(
        new LinkedHashMap<>(
            Map.of(
                "benchmark",
                '"' + benchmark + '"',
                "mode",
                "\"avgt\"",
                "threads",
                1,
                "forks",
                forks,
                "measurementIterations",
                iterations)),
        "us/op",
        around(100, forks, iterations),
        Map.of());
  }

  static ForeignRow of(String benchmark, int forks, int iterations) {
    return new ForeignRow(benchmark, forks, iterations);
  }

  /** This row with a field that reads so in JSON. */
  ForeignRow with(String field, Object json) {
    ForeignRow row = copy(unit, values);
    row.fields.put(field, json);
    return row;
  }

  /** This row with other values in a fork; the first is 1. */
  ForeignRow withValues(int fork, String... json) {
    List<List<String>> changed = new ArrayList<>(values);
    changed.set(fork - 1, List.of(json));
    return copy(unit, changed);
  }

  ForeignRow withoutRawData() {
    return copy(unit, List.of());
  }

  /** This row in another unit, with values around the one given in place of 100. */
  ForeignRow inUnit(String other, double times) {
    return copy(other, around(100 * times, values.size(), ITERATIONS));
  }

  /** This row with what a profiler measured, around a value. */
  ForeignRow withSecondary(String name, String ofUnit, double value) {
    ForeignRow row = copy(unit, values);
    row.secondary.put(name, metric(ofUnit, around(value, values.size(), ITERATIONS)));
    return row;
  }

  /** This row with the same number in each iteration. */
  ForeignRow withConstant(String name, String ofUnit, long value) {
    ForeignRow row = copy(unit, values);
    List<String> fork = Collections.nCopies(ITERATIONS, Long.toString(value));
    row.secondary.put(name, metric(ofUnit, Collections.nCopies(values.size(), fork)));
    return row;
  }

  private ForeignRow copy(String otherUnit, List<List<String>> otherValues) {
    return new ForeignRow(fields, otherUnit, otherValues, secondary);
  }

  private static List<List<String>> around(double value, int forks, int iterations) {
    Random random = new Random(20_261_130);
    return IntStream.range(0, forks)
        .mapToObj(
            fork ->
                IntStream.range(0, iterations)
                    .mapToObj(
                        iteration ->
                            String.format(
                                Locale.ROOT, "%.9f", value * (1 + 0.001 * random.nextGaussian())))
                    .toList())
        .toList();
  }

  private static String metric(String unit, List<List<String>> values) {
    return "{\"score\": 1.0, \"scoreError\": \"NaN\", \"scoreUnit\": \"%s\", \"rawData\": %s}"
        .formatted(unit, values);
  }

  /** The entry in JSON. */
  @Override
  public String toString() {
    String first =
        fields.entrySet().stream()
            .map(field -> "\"%s\": %s, ".formatted(field.getKey(), field.getValue()))
            .collect(Collectors.joining("", "{", ""));
    String counted =
        secondary.entrySet().stream()
            .map(metric -> "\"%s\": %s".formatted(metric.getKey(), metric.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
    return "%s\"primaryMetric\": %s, \"secondaryMetrics\": %s}"
        .formatted(first, metric(unit, values), counted);
  }
}
