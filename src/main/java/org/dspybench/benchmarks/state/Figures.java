package org.dspybench.benchmarks.state;

import static org.dspybench.benchmarks.profile.Measured.count;
import static org.dspybench.benchmarks.profile.Measured.max;
import static org.dspybench.benchmarks.profile.Measured.mean;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.IdealMakespan;
import org.dspybench.batch.ResidentMemory;
import org.dspybench.benchmarks.profile.CpuTimes;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.latency.LatencySummary;

/** The figures of one iteration under the names that the reports know. */
final class Figures {

  private final List<Measured> measured = new ArrayList<>();

  Figures ofBatch(BatchResult result, Duration workerCpu) {
    BatchMetrics metrics = result.metrics();
    measured.add(mean("failures", result.unanswered().size(), "questions"));
    addPercentiles(metrics);
    measured.add(mean("queue.depth.mean", metrics.queueDepth().mean(), "questions"));
    measured.add(mean("cpu.per.prediction", millis(workerCpu) / metrics.latency().count(), "ms"));
    return this;
  }

  private void addPercentiles(BatchMetrics metrics) {
    measured.add(mean("latency.p25", millis(metrics.latency().p25()), "ms"));
    measured.add(mean("latency.p50", millis(metrics.latency().p50()), "ms"));
    measured.add(mean("latency.p75", millis(metrics.latency().p75()), "ms"));
    measured.add(mean("latency.p90", millis(metrics.latency().p90()), "ms"));
    measured.add(mean("latency.p95", millis(metrics.latency().p95()), "ms"));
    measured.add(mean("latency.p99", millis(metrics.latency().p99()), "ms"));
    measured.add(mean("latency.p99.9", millis(metrics.latency().p999()), "ms"));
    measured.add(max("latency.max", millis(metrics.latency().max()), "ms"));
  }

  Figures ofSimulator(SimulatorStats stats, List<SimulatedCall> calls, int workers) {
    measured.add(mean("calls.inflight.mean", stats.inFlightMean(), "calls"));
    measured.add(max("calls.inflight.peak", stats.inFlightPeak(), "calls"));
    measured.add(count("lm.calls", stats.requests()));
    measured.add(count("rate.limited", stats.rateLimited()));
    measured.add(count("retries", stats.retries()));
    addIdeal(calls, workers);
    SimulatorUse.calibrated()
        .percent(calls)
        .ifPresent(percent -> measured.add(mean("simulator.use", percent, "%")));
    return this;
  }

  /** The calls in the order in which they arrived, as they would have been without any overhead. */
  private void addIdeal(List<SimulatedCall> calls, int workers) {
    long[] planned = calls.stream().mapToLong(SimulatedCall::plannedMicros).toArray();
    measured.add(
        mean("ideal.makespan", IdealMakespan.listScheduling(planned, workers) / 1e3, "ms"));
    measured.add(mean("ideal.bound", IdealMakespan.lowerBound(planned, workers) / 1e3, "ms"));
  }

  /**
   * The latencies that the profile promises beside those that the simulator delivered: a seed is
   * one draw, and a batch of a few calls has another mean than its distribution.
   */
  Figures ofLatencies(LatencySummary expected, LatencySummary realised) {
    addLatencies("simulated.expected", expected);
    addLatencies("simulated.realised", realised);
    return this;
  }

  private void addLatencies(String label, LatencySummary latency) {
    measured.add(mean(label + ".mean", millis(latency.mean()), "ms"));
    measured.add(mean(label + ".p95", millis(latency.p95()), "ms"));
    measured.add(mean(label + ".p99", millis(latency.p99()), "ms"));
  }

  Figures ofMachine(Optional<CpuTimes> before, Optional<CpuTimes> after) {
    ResidentMemory.mebibytes().ifPresent(rss -> measured.add(max("rss", rss, "MiB")));
    before.ifPresent(
        then ->
            after.ifPresent(
                now -> {
                  measured.add(mean("cpu.busy", now.busyPercentSince(then), "%"));
                  measured.add(mean("cpu.steal", now.stealPercentSince(then), "%"));
                }));
    return this;
  }

  Figures and(List<Measured> more) {
    measured.addAll(more);
    return this;
  }

  List<Measured> all() {
    return List.copyOf(measured);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
