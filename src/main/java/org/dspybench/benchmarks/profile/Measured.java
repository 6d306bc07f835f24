package org.dspybench.benchmarks.profile;

import org.openjdk.jmh.results.AggregationPolicy;

/**
 * A figure of one iteration.
 *
 * @param label name of the secondary metric
 * @param value the figure
 * @param unit its unit
 * @param aggregation how JMH puts iterations together
 */
public record Measured(String label, double value, String unit, AggregationPolicy aggregation) {

  /** A figure whose average over iterations is meaningful. */
  public static Measured mean(String label, double value, String unit) {
    return new Measured(label, value, unit, AggregationPolicy.AVG);
  }

  /** A number of LM calls in one iteration. */
  public static Measured count(String label, long calls) {
    return mean(label, (double) calls, "calls");
  }

  /** A figure of which the largest is of interest. */
  public static Measured max(String label, double value, String unit) {
    return new Measured(label, value, unit, AggregationPolicy.MAX);
  }
}
