package org.dspybench.results;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One benchmark with one set of parameters that JMH was asked to run.
 *
 * @param benchmark the fully qualified method
 * @param params the values of the parameters, by name
 * @param forks the forks asked for; 0 means in JMH's own JVM
 * @param iterations the measured iterations asked for, in each fork
 */
public record PlannedRun(
    String benchmark, SortedMap<String, String> params, int forks, int iterations) {

  /** Copies {@code params}. */
  public PlannedRun {
    params = Collections.unmodifiableSortedMap(new TreeMap<>(params));
  }

  /** The fully qualified class of the benchmark. */
  public String className() {
    return benchmark.substring(0, benchmark.lastIndexOf('.'));
  }

  /** The benchmark with its parameters, as a person would name it. */
  public String describe() {
    return ResultRow.describe(benchmark, params);
  }

  boolean describes(ResultRow row) {
    return benchmark.equals(row.benchmark()) && params.equals(row.params());
  }
}
