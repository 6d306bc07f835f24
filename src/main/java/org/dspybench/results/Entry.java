package org.dspybench.results;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What has been read of one entry of a file, field by field in whatever order. */
final class Entry {

  /** As JMH before 1.37 named the percentiles of mode {@code sample}. */
  private static final Pattern PERCENTILE_OF_A_METHOD = Pattern.compile("(.+)·(p[01]\\.\\d+)");

  private final Place place;

  @Nullable String benchmark;
  @Nullable String mode;
  int threads = 1;
  @Nullable Integer forks;
  @Nullable Integer iterations;
  SortedMap<String, String> settings = new TreeMap<>();
  SortedMap<String, String> params = new TreeMap<>();
  @Nullable Metric primary;
  SortedMap<String, Metric> secondary = new TreeMap<>();

  Entry(Place place) {
    this.place = place;
  }

  /**
   * The entry as a row.
   *
   * @throws ResultFileException where it lacks a field that JMH always writes
   */
  ResultRow row() throws ResultFileException {
    String name = require(benchmark, "benchmark");
    return new ResultRow(
        name,
        require(mode, "mode"),
        threads,
        require(forks, "forks"),
        require(iterations, "measurementIterations"),
        settings,
        params,
        require(primary, "primaryMetric"),
        renamed(name.substring(name.lastIndexOf('.') + 1)));
  }

  private <T> T require(@Nullable T value, String field) throws ResultFileException {
    if (value == null) {
      throw place.lacks(field);
    }
    return value;
  }

  private SortedMap<String, Metric> renamed(String method) throws ResultFileException {
    SortedMap<String, Metric> metrics = new TreeMap<>();
    for (Map.Entry<String, Metric> metric : secondary.entrySet()) {
      String name = asJmh137Names(metric.getKey(), method);
      if (metrics.put(name, metric.getValue()) != null) {
        throw new ResultFileException(
            place.file(),
            place.where() + " has " + name + " with and without a leading dot; remove one");
      }
    }
    return metrics;
  }

  /**
   * JMH before 1.37 marked what a profiler measured with a dot, and a percentile with its owner.
   */
  private static String asJmh137Names(String name, String method) {
    Matcher percentile = PERCENTILE_OF_A_METHOD.matcher(name);
    if (percentile.matches()) {
      String owner = percentile.group(1);
      return owner.equals(method) ? percentile.group(2) : owner + ":" + percentile.group(2);
    }
    return name.replaceFirst("^[·.]", "");
  }
}
