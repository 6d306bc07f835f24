package org.dspybench.speedup.lock;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.dspybench.results.Measure;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultRow;

/** Rows of one iteration a fork, whose operation took a second. */
final class LockRows {

  private LockRows() {}

  static ResultRow row(Map<String, String> params, Map<Measure, Double> measured) {
    return row(params, measured, 1_000);
  }

  static ResultRow row(Map<String, String> params, Map<Measure, Double> measured, double millis) {
    SortedMap<String, Metric> secondary = new TreeMap<>();
    measured.forEach(
        (measure, value) ->
            secondary.put(measure.metricName(), new Metric("any", List.of(List.of(value)))));
    return row(params, secondary, millis);
  }

  static ResultRow measuringCpu(double... cpuOfEachFork) {
    SortedMap<String, Metric> secondary = new TreeMap<>();
    List<List<Double>> forks = Arrays.stream(cpuOfEachFork).mapToObj(List::of).toList();
    secondary.put(Measure.CPU_PER_PREDICTION.metricName(), new Metric("ms", forks));
    return row(Map.of(), secondary, 1_000);
  }

  private static ResultRow row(
      Map<String, String> params, SortedMap<String, Metric> secondary, double millis) {
    return new ResultRow(
        "org.example.Lock.batch",
        "ss",
        1,
        1,
        1,
        new TreeMap<>(),
        new TreeMap<>(params),
        new Metric("ms/op", List.of(List.of(millis))),
        secondary);
  }
}
