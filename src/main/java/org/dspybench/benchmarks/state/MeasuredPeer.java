package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dspybench.batch.LatencySummary;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.benchmarks.peer.Peer;
import org.dspybench.benchmarks.peer.ProcessUse;
import org.dspybench.benchmarks.profile.CpuTimes;
import org.dspybench.benchmarks.profile.LastIteration;
import org.dspybench.simulator.call.SimulatorStats;
import org.jspecify.annotations.Nullable;

/**
 * A peer under measurement: proved and warmed as {@link MeasuredRun} proves and warms a predictor,
 * its batches checked in the same way, but for calls that it loses and makes again, and its figures
 * published under the same names. Memory and CPU time are those of the peer's process.
 */
final class MeasuredPeer implements AutoCloseable {

  private final SimulatorLease simulator;
  private final Expectation expected;
  private final int workers;
  private final Peer peer;
  private @Nullable ProcessUse useBefore;
  private Optional<CpuTimes> machineBefore = Optional.empty();
  private @Nullable List<Outcome> outcomes;

  private MeasuredPeer(SimulatorLease simulator, List<Question> questions, int workers, Peer peer) {
    this.simulator = simulator;
    this.expected = Expectation.answeredInTheEnd(questions);
    this.workers = workers;
    this.peer = peer;
  }

  /**
   * Proves a peer and warms it up. Closes it if that fails; from here on it is this object's.
   *
   * @param warmUp how long to predict at zero latency before anything is measured
   */
  static MeasuredPeer open(
      SimulatorLease simulator, List<Question> questions, int workers, Peer peer, Duration warmUp) {
    try {
      new Proof(simulator, warmUp, Expectation::answeredInTheEnd)
          .of(others -> peer.predict(others, workers));
    } catch (RuntimeException e) {
      peer.close();
      throw e;
    }
    return new MeasuredPeer(simulator, questions, workers, peer);
  }

  void begin() {
    simulator.reset();
    outcomes = null;
    useBefore = peer.use();
    machineBefore = CpuTimes.now();
  }

  List<Outcome> predict() {
    outcomes = peer.predict(expected.questions(), workers);
    return outcomes;
  }

  void end() {
    Optional<CpuTimes> machineAfter = CpuTimes.now();
    ProcessUse use = peer.use();
    if (outcomes == null || useBefore == null) {
      throw new IllegalStateException("an iteration ended without a batch");
    }
    SimulatorStats stats = simulator.stats();
    expected.require(outcomes, stats);
    int predictions = outcomes.size();
    Figures figures =
        new Figures()
            .ofQuestions(0, LatencySummary.of(outcomes.stream().map(Outcome::latency).toList()))
            .ofSimulator(stats, simulator.calls(), workers)
            .ofLatencies(simulator.expectedLatency(), stats.delivered())
            .ofMemory(use.residentMebibytes())
            .ofMachine(machineBefore, machineAfter);
    use.cpuSince(useBefore).ifPresent(cpu -> figures.ofCpu(cpu, predictions));
    LastIteration.publish(figures.all());
  }

  @Override
  public void close() {
    peer.close();
  }
}
