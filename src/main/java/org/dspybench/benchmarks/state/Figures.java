package org.dspybench.benchmarks.state;

import static org.dspybench.benchmarks.profile.Measured.count;
import static org.dspybench.benchmarks.profile.Measured.max;
import static org.dspybench.benchmarks.profile.Measured.mean;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.IdealMakespan;
import org.dspybench.batch.LatencySummary;
import org.dspybench.benchmarks.profile.CpuTimes;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;

/** The figures of one iteration under the names that the reports know. */
final class Figures {

  private final List<Measured> measured = new ArrayList<>();

  Figures ofBatch(BatchResult result, Duration workerCpu) {
    BatchMetrics metrics = result.metrics();
    measured.add(mean("queue.depth.mean", metrics.queueDepth().mean(), "questions"));
    return ofQuestions(result.unanswered().size(), metrics.latency())
        .ofCpu(workerCpu, metrics.latency().count());
  }

  Figures ofQuestions(int failures, LatencySummary latency) {
    measured.add(mean("failures", failures, "questions"));
    measured.add(mean("latency.p25", millis(latency.p25()), "ms"));
    measured.add(mean("latency.p50", millis(latency.p50()), "ms"));
    measured.add(mean("latency.p75", millis(latency.p75()), "ms"));
    measured.add(mean("latency.p90", millis(latency.p90()), "ms"));
    measured.add(mean("latency.p95", millis(latency.p95()), "ms"));
    measured.add(mean("latency.p99", millis(latency.p99()), "ms"));
    measured.add(mean("latency.p99.9", millis(latency.p999()), "ms"));
    measured.add(max("latency.max", millis(latency.max()), "ms"));
    return this;
  }

  Figures ofCpu(Duration cpu, long predictions) {
    measured.add(mean("cpu.per.prediction", millis(cpu) / predictions, "ms"));
    return this;
  }

  Figures ofSimulator(SimulatorStats stats, List<SimulatedCall> calls, int workers) {
    measured.add(mean("calls.inflight.mean", stats.inFlightMean(), "calls"));
    measured.add(max("calls.inflight.peak", stats.inFlightPeak(), "calls"));
    measured.add(count("lm.calls", stats.requests()));
    measured.add(mean("lm.bytes", (double) stats.requestBytes(), "bytes"));
    measured.add(mean("workload.hash", (double) WorkloadHash.of(calls).value(), "hash"));
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
  Figures ofLatencies(
      org.dspybench.simulator.latency.LatencySummary expected,
      org.dspybench.simulator.latency.LatencySummary realised) {
    addLatencies("simulated.expected", expected);
    addLatencies("simulated.realised", realised);
    return this;
  }

  private void addLatencies(String label, org.dspybench.simulator.latency.LatencySummary latency) {
    measured.add(mean(label + ".mean", millis(latency.mean()), "ms"));
    measured.add(mean(label + ".p95", millis(latency.p95()), "ms"));
    measured.add(mean(label + ".p99", millis(latency.p99()), "ms"));
  }

  /** Of the process in which DSPy runs. */
  Figures ofMemory(OptionalDouble residentMebibytes) {
    residentMebibytes.ifPresent(rss -> measured.add(max("rss", rss, "MiB")));
    return this;
  }

  Figures ofMachine(Optional<CpuTimes> before, Optional<CpuTimes> after) {
    before.ifPresent(
        then ->
            after.ifPresent(
                now -> {
                  measured.add(mean("cpu.busy", now.busyPercentSince(then), "%"));
                  measured.add(mean("cpu.steal", now.stealPercentSince(then), "%"));
                }));
    return this;
  }

  Figures ofLock(OptionalDouble contention) {
    contention.ifPresent(share -> measured.add(mean("lock.contention", share, "share")));
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
