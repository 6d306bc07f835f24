package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Question;
import org.dspybench.batch.ResidentMemory;
import org.dspybench.benchmarks.profile.CpuTimes;
import org.dspybench.benchmarks.profile.LastIteration;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.python.InterpreterLock;
import org.jspecify.annotations.Nullable;

/**
 * A predictor under measurement. Opening it proves that it predicts rightly; the end of each
 * iteration checks that the batch was answered, rightly and by as many calls as were expected, and
 * hands the figures to the profiler.
 */
final class MeasuredRun implements AutoCloseable {

  private final SimulatorLease simulator;
  private final Expectation expected;
  private final int workers;
  private final BatchPredictor predictor;
  private final Optional<InterpreterLock.Contention> contention;
  private Duration cpuBefore = Duration.ZERO;
  private Optional<CpuTimes> machineBefore = Optional.empty();
  private @Nullable BatchResult result;

  private MeasuredRun(SimulatorLease simulator, Expectation expected, BatchOptions options) {
    this.simulator = simulator;
    this.expected = expected;
    this.workers = options.workers();
    this.predictor = BatchPredictor.open(options);
    this.contention = InterpreterLock.ofRunningPython().watch();
  }

  /**
   * Starts workers that make one call for each question and retry none, and warms them up.
   *
   * @param warmUp how long to predict at zero latency before anything is measured
   */
  static MeasuredRun open(
      SimulatorLease simulator,
      List<Question> questions,
      String transport,
      int workers,
      Duration warmUp) {
    BatchOptions options = options(simulator, transport, workers).build();
    return open(simulator, Expectation.answered(questions), options, warmUp);
  }

  /** What most runs have in common: one call for each question, and no retry. */
  static BatchOptions.Builder options(SimulatorLease simulator, String transport, int workers) {
    return BatchOptions.to(simulator.endpoint())
        .transport(Transport.of(transport))
        .workers(workers)
        .retry(RetryPolicy.NONE);
  }

  /** Starts workers and warms them up. */
  static MeasuredRun open(
      SimulatorLease simulator, Expectation expected, BatchOptions options, Duration warmUp) {
    MeasuredRun run = new MeasuredRun(simulator, expected, options);
    new Proof(simulator, warmUp, Expectation::answered)
        .of(others -> run.predictor.predictBatch(others).outcomes());
    return run;
  }

  /** Starts workers that have learnt nothing of their endpoint; the JVM is warm already. */
  static MeasuredRun openUntaught(
      SimulatorLease simulator, Expectation expected, BatchOptions options) {
    return new MeasuredRun(simulator, expected, options);
  }

  void begin() {
    simulator.reset();
    result = null;
    cpuBefore = predictor.workerCpuTime();
    machineBefore = CpuTimes.now();
    contention.ifPresent(InterpreterLock.Contention::reset);
  }

  BatchResult predict(BiFunction<BatchPredictor, List<Question>, BatchResult> way) {
    result = way.apply(predictor, expected.questions());
    return result;
  }

  void end() {
    end(measured -> List.of());
  }

  /**
   * Ends an iteration.
   *
   * @param more checks what is particular to a benchmark, and returns the figures that are
   */
  void end(Function<MeasuredBatch, List<Measured>> more) {
    Optional<CpuTimes> machineAfter = CpuTimes.now();
    Duration cpu = predictor.workerCpuTime().minus(cpuBefore);
    if (result == null) {
      throw new IllegalStateException("an iteration ended without a batch");
    }
    MeasuredBatch measured = new MeasuredBatch(result, simulator.stats(), simulator.calls());
    expected.require(result.outcomes(), measured.stats());
    LastIteration.publish(
        new Figures()
            .ofBatch(result, cpu)
            .ofSimulator(measured.stats(), measured.calls(), workers)
            .ofLatencies(simulator.expectedLatency(), measured.stats().delivered())
            .ofMemory(ResidentMemory.mebibytes())
            .ofMachine(machineBefore, machineAfter)
            .ofLock(contentionDuring(result))
            .and(more.apply(measured))
            .all());
  }

  private OptionalDouble contentionDuring(BatchResult batch) {
    boolean longEnough =
        batch.metrics().makespan().compareTo(InterpreterLock.Contention.SHORTEST) >= 0;
    return longEnough
        ? contention.stream().mapToDouble(InterpreterLock.Contention::share).findFirst()
        : OptionalDouble.empty();
  }

  @Override
  public void close() {
    contention.ifPresent(InterpreterLock.Contention::close);
    predictor.close();
  }
}
