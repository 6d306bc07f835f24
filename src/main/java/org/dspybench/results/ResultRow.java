package org.dspybench.results;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * What JMH measured for one benchmark with one set of parameters. The JVM's arguments are not read:
 * they may hold secrets.
 *
 * @param benchmark the fully qualified method
 * @param mode {@code ss}, {@code avgt}, {@code sample} or {@code thrpt}
 * @param threads the threads that JMH ran the method on
 * @param forks the forks that JMH was asked for; 0 means in its own JVM
 * @param iterations the measured iterations that JMH was asked for, in each fork
 * @param settings how JMH ran it: its version, the JVM's, and the warm-up and measurement settings,
 *     by the names of its fields, as far as the file tells them
 * @param params the values of the parameters, by name, without secrets; empty where the benchmark
 *     has none
 * @param primary the score
 * @param secondary the other metrics, by name without a leading dot
 */
public record ResultRow(
    String benchmark,
    String mode,
    int threads,
    int forks,
    int iterations,
    SortedMap<String, String> settings,
    SortedMap<String, String> params,
    Metric primary,
    SortedMap<String, Metric> secondary) {

  /**
   * What tells one row from another: no two of a file have the same.
   *
   * @param benchmark the fully qualified method
   * @param mode as of the row
   * @param threads as of the row
   * @param params as of the row
   */
  public record Identity(
      String benchmark, String mode, int threads, SortedMap<String, String> params) {}

  /** Copies {@code settings}, {@code params} and {@code secondary}. */
  public ResultRow {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
    secondary = Collections.unmodifiableSortedMap(new TreeMap<>(secondary));
  }

  /** What tells this row from the others of a file, and is the same in another run. */
  public Identity identity() {
    return new Identity(benchmark, mode, threads, params);
  }

  /** The fully qualified class of the benchmark; empty where the name holds no dot. */
  public String className() {
    return benchmark.substring(0, Math.max(0, benchmark.lastIndexOf('.')));
  }

  /** The class of the benchmark without its package. */
  public String simpleClassName() {
    String className = className();
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** The method of the benchmark. */
  public String method() {
    return benchmark.substring(benchmark.lastIndexOf('.') + 1);
  }

  /** The value of a parameter, absent where the benchmark has no parameter of that name. */
  public Optional<String> param(String name) {
    return Optional.ofNullable(params.get(name));
  }

  /**
   * The primary metric in milliseconds per operation, absent where its unit is no time per
   * operation.
   */
  public Optional<Metric> millisPerOperation() {
    return primary.in("ms/op");
  }

  /** The primary metric in operations per second, absent where its unit is no rate. */
  public Optional<Metric> operationsPerSecond() {
    return primary.in("ops/s");
  }

  /** What the profiler measured, in each iteration in which it did. */
  public DoubleStream measured(Measure measure) {
    Metric metric = secondary.get(measure.metricName());
    return metric == null ? DoubleStream.empty() : metric.values().filter(measure::isMeasured);
  }

  /** The same for each fork in which it was measured at all. */
  public List<List<Double>> measuredByFork(Measure measure) {
    Metric metric = secondary.get(measure.metricName());
    return metric == null
        ? List.of()
        : metric.forks().stream()
            .map(fork -> fork.stream().filter(measure::isMeasured).toList())
            .filter(fork -> !fork.isEmpty())
            .toList();
  }

  /**
   * What is missing of the forks and iterations asked for, in words. JMH keeps a row in silence
   * when a later fork or iteration failed.
   */
  public Optional<String> shortfall() {
    return shortfall(forks, iterations);
  }

  /**
   * The first value of the score that no operation can have, in words: JMH writes {@code NaN}, an
   * infinity or 0 where an iteration measured nothing.
   */
  public Optional<String> defect() {
    for (int fork = 0; fork < primary.forks().size(); fork++) {
      for (double value : primary.forks().get(fork)) {
        if (!Double.isFinite(value) || value <= 0) {
          return Optional.of("%s in fork %d, which no score can be".formatted(value, fork + 1));
        }
      }
    }
    return Optional.empty();
  }

  Optional<String> shortfall(int plannedForks, int plannedIterations) {
    List<List<Double>> measured = primary.forks();
    if (measured.isEmpty()) {
      return Optional.of("no raw data");
    }
    List<String> missing = new ArrayList<>();
    int wanted = Math.max(1, plannedForks);
    if (measured.size() < wanted) {
      missing.add(measured.size() + " of " + wanted + " forks");
    }
    for (int fork = 0; fork < measured.size(); fork++) {
      int had = measured.get(fork).size();
      if (had < plannedIterations) {
        missing.add(had + " of " + plannedIterations + " iterations in fork " + (fork + 1));
      }
    }
    return missing.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", missing));
  }

  /** The benchmark with its parameters, as a person would name it. */
  public String describe() {
    return describe(benchmark, params);
  }

  static String describe(String benchmark, SortedMap<String, String> params) {
    return params.isEmpty() ? benchmark : benchmark + " " + params;
  }
}
