package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dspybench.batch.LatencySummary;
import org.dspybench.batch.Outcome;
import org.dspybench.benchmarks.cluster.ClusterBatch;
import org.dspybench.benchmarks.cluster.SparkInstallation;
import org.dspybench.benchmarks.profile.CpuTimes;
import org.dspybench.benchmarks.profile.LastIteration;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Lets a job on Spark predict a batch, from nothing to the outcomes on disk. */
@State(Scope.Benchmark)
public class SparkRun {

  /** Executors, each a JVM with an interpreter of its own. */
  @Param({"1", "2"})
  public int executors;

  /** Predictions that run at once in each executor. */
  @Param("50")
  public int workers;

  /** Questions in a batch. */
  @Param("4000")
  public int batchSize;

  private SimulatorLease simulator;
  private Expectation expected;
  private ClusterBatch batch;
  private Optional<CpuTimes> machineBefore = Optional.empty();
  private @Nullable List<Outcome> outcomes;
  private Duration time = Duration.ZERO;

  /** Finds Spark. Nothing is warmed up: a job is not, either. */
  @Setup(Level.Trial)
  public void open(SimulatedEndpoint endpoint) {
    simulator = endpoint.lease();
    expected = Expectation.answered(Questions.first(batchSize));
    batch =
        new ClusterBatch(
            SparkInstallation.find(),
            ClusterBatch.ownJar(),
            simulator.endpoint(),
            executors,
            workers);
  }

  /** Empties all counters. */
  @Setup(Level.Iteration)
  public void begin() {
    simulator.reset();
    outcomes = null;
    machineBefore = CpuTimes.now();
  }

  /** The measured operation. */
  public List<Outcome> predict() {
    long begin = System.nanoTime();
    outcomes = batch.predict(expected.questions());
    time = Duration.ofNanos(System.nanoTime() - begin);
    return outcomes;
  }

  /** Checks the counts; throws when one is not what the parameters promise. */
  @TearDown(Level.Iteration)
  public void check() {
    Optional<CpuTimes> machineAfter = CpuTimes.now();
    if (outcomes == null) {
      throw new IllegalStateException("an iteration ended without a batch");
    }
    SimulatorStats stats = simulator.stats();
    expected.require(outcomes, stats);
    LastIteration.publish(
        new Figures()
            .ofQuestions(0, LatencySummary.of(outcomes.stream().map(Outcome::latency).toList()))
            .ofSimulator(stats, simulator.calls(), executors * workers)
            .ofLatencies(simulator.expectedLatency(), stats.delivered())
            .ofMachine(machineBefore, machineAfter)
            .and(ofTime(askingMillis(simulator.calls())))
            .all());
  }

  private List<Measured> ofTime(double askingMillis) {
    return List.of(
        Measured.mean("cluster.asking", askingMillis, "ms"),
        Measured.mean("cluster.starting", time.toNanos() / 1e6 - askingMillis, "ms"));
  }

  /** From the first request that came to the endpoint to the last answer that left it. */
  private static double askingMillis(List<SimulatedCall> calls) {
    long first = calls.stream().mapToLong(SimulatedCall::arrivedAtMicros).min().orElse(0);
    long last =
        calls.stream()
            .mapToLong(call -> call.arrivedAtMicros() + call.deliveredMicros())
            .max()
            .orElse(0);
    return (last - first) / 1e3;
  }

  /** Deletes what the jobs wrote. */
  @TearDown(Level.Trial)
  public void close() {
    batch.close();
  }
}
