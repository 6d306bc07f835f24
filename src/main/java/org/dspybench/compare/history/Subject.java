package org.dspybench.compare.history;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.compare.LaunchCosts;
import org.dspybench.results.ResultRow;

/**
 * What a series is of. Runs in which any of it differs are of different series.
 *
 * @param identity the benchmark with its mode, threads and parameters
 * @param unit of its score
 * @param iterations measured in a fork
 * @param settings how JMH ran it
 */
public record Subject(
    ResultRow.Identity identity, String unit, int iterations, SortedMap<String, String> settings) {

  /** Copies {@code settings}. */
  public Subject {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  static Subject of(ResultRow row) {
    return new Subject(row.identity(), row.primary().unit(), row.iterations(), row.settings());
  }

  /** The class and method of the benchmark, without the package. */
  public String method() {
    String name = identity.benchmark();
    int endOfClass = name.lastIndexOf('.');
    return name.substring(name.lastIndexOf('.', endOfClass - 1) + 1);
  }

  /** All that tells it from others of the same method, by name. */
  public SortedMap<String, String> features() {
    SortedMap<String, String> features = new TreeMap<>(settings);
    features.putAll(identity.params());
    features.put("JMH mode", identity.mode());
    features.put("JMH threads", String.valueOf(identity.threads()));
    features.put("unit", unit);
    features.put("iterations", String.valueOf(iterations));
    return features;
  }

  /** Whether more is better: the unit is one of operations per time. */
  public boolean isRate() {
    return LaunchCosts.isRate(unit);
  }
}
