package org.dspybench.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.WorkloadParams;

/**
 * What launches with a single fork each have measured, as JMH would tell it of one launch with as
 * many forks.
 */
final class MergedForks {

  private final Map<Cell, List<RunResult>> launches = new LinkedHashMap<>();

  /**
   * Begins with nothing measured.
   *
   * @param cells in the order in which the results are to be told
   */
  MergedForks(List<Cell> cells) {
    cells.forEach(cell -> launches.put(cell, new ArrayList<>()));
  }

  /** Adds what a launch has measured of one of the cells. */
  void add(Cell cell, RunResult launch) {
    launches.getOrDefault(cell, List.of()).add(launch);
  }

  /** A result for each cell that was measured, with a fork for each of its launches. */
  List<RunResult> results() {
    return List.copyOf(byCell().values());
  }

  /** The same by cell, in the order of the cells. */
  Map<Cell, RunResult> byCell() {
    Map<Cell, RunResult> merged = new LinkedHashMap<>();
    launches.forEach(
        (cell, ofCell) -> {
          if (!ofCell.isEmpty()) {
            merged.put(cell, merged(ofCell));
          }
        });
    return merged;
  }

  private static RunResult merged(List<RunResult> launches) {
    List<BenchmarkResult> forks =
        launches.stream().flatMap(launch -> launch.getBenchmarkResults().stream()).toList();
    return new RunResult(withForks(forks.size(), launches.get(0).getParams()), forks);
  }

  private static BenchmarkParams withForks(int forks, BenchmarkParams params) {
    return new BenchmarkParams(
        params.getBenchmark(),
        params.generatedBenchmark(),
        params.shouldSynchIterations(),
        params.getThreads(),
        params.getThreadGroups(),
        params.getThreadGroupLabels(),
        forks,
        params.getWarmupForks(),
        params.getWarmup(),
        params.getMeasurement(),
        params.getMode(),
        workload(params),
        params.getTimeUnit(),
        params.getOpsPerInvocation(),
        params.getJvm(),
        params.getJvmArgs(),
        params.getJdkVersion(),
        params.getVmName(),
        params.getVmVersion(),
        params.getJmhVersion(),
        params.getTimeout());
  }

  private static WorkloadParams workload(BenchmarkParams params) {
    WorkloadParams workload = new WorkloadParams();
    for (String name : params.getParamsKeys()) {
      workload.put(name, params.getParam(name), 0);
    }
    return workload;
  }
}
