package org.dspybench.benchmarks.profile;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/** Reports what a state measured of the whole process, as secondary metrics of the iteration. */
public final class BatchProfiler implements InternalProfiler {

  @Override
  public String getDescription() {
    return "latencies, calls, CPU time and memory of a batch";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    LastIteration.take();
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    List<Measured> figures = LastIteration.take();
    return figures.stream()
        .map(f -> new ScalarResult(f.label(), f.value(), f.unit(), f.aggregation()))
        .toList();
  }
}
