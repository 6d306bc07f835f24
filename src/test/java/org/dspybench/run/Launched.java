package org.dspybench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.SingleShotResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;

/** What JMH gives of a launch with a single fork, in its own classes. */
public final class Launched {

  private Launched() {}

  /** A result with an iteration for each time, and a secondary figure that is double of it. */
  public static RunResult of(Cell cell, int... millis) {
    BenchmarkParams params = params(cell);
    List<IterationResult> iterations = new ArrayList<>();
    for (int time : millis) {
      IterationResult iteration = new IterationResult(params, params.getMeasurement(), null);
      iteration.addResult(
          new SingleShotResult(
              ResultRole.PRIMARY,
              "m",
              TimeUnit.MILLISECONDS.toNanos(time),
              1,
              params.getTimeUnit()));
      iteration.addResult(new ScalarResult("latency.p99", 2.0 * time, "ms", AggregationPolicy.AVG));
      iterations.add(iteration);
    }
    return new RunResult(params, List.of(new BenchmarkResult(params, iterations)));
  }

  private static BenchmarkParams params(Cell cell) {
    WorkloadParams workload = new WorkloadParams();
    cell.planned().params().forEach((name, value) -> workload.put(name, value, 0));
    return new BenchmarkParams(
        cell.planned().benchmark(),
        "generated",
        true,
        1,
        new int[] {1},
        List.of(),
        1,
        0,
        iterations(IterationType.WARMUP, cell.warmupIterations()),
        iterations(IterationType.MEASUREMENT, cell.planned().iterations()),
        Mode.SingleShotTime,
        workload,
        TimeUnit.MILLISECONDS,
        1,
        "java",
        List.of("-Xmx1g"),
        "17",
        "VM",
        "17.0.1",
        "1.37",
        TimeValue.minutes(2));
  }

  private static IterationParams iterations(IterationType type, int count) {
    return new IterationParams(type, count, TimeValue.NONE, 1);
  }
}
