package org.dspybench.speedup;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.results.Measure;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;

/** Rows as JMH would have measured them, one fork each. */
final class Rows {

  private Rows() {}

  static ResultRow row(String method, Map<String, String> params, double... millis) {
    return row(method, params, "ms/op", new TreeMap<>(), millis);
  }

  static ResultRow inUnit(String unit, String method, Map<String, String> params, double time) {
    return row(method, params, unit, new TreeMap<>(), time);
  }

  static ResultRow measuring(
      Map<Measure, List<Double>> measured, String method, Map<String, String> params, double time) {
    SortedMap<String, Metric> secondary = new TreeMap<>();
    measured.forEach(
        (measure, values) ->
            secondary.put(measure.metricName(), new Metric("any", List.of(values))));
    return row(method, params, "ms/op", secondary, time);
  }

  private static ResultRow row(
      String method,
      Map<String, String> params,
      String unit,
      SortedMap<String, Metric> secondary,
      double... values) {
    List<List<Double>> forks =
        values.length == 0 ? List.of() : List.of(Arrays.stream(values).boxed().toList());
    return new ResultRow(
        "org.example.Batch." + method,
        "ss",
        1,
        1,
        values.length,
        new TreeMap<>(),
        new TreeMap<>(params),
        new Metric(unit, forks),
        secondary);
  }
}
