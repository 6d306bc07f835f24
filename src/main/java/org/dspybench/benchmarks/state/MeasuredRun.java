package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Question;
import org.dspybench.benchmarks.profile.CpuTimes;
import org.dspybench.benchmarks.profile.LastIteration;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.jspecify.annotations.Nullable;

/**
 * A predictor under measurement. Opening it proves that it predicts rightly; the end of each
 * iteration checks that the batch was answered, rightly and by as many calls as it has questions,
 * and hands the figures to the profiler.
 */
final class MeasuredRun implements AutoCloseable {

  private static final int WARM_UP_BATCH = 100;

  private final SimulatorLease simulator;
  private final List<Question> questions;
  private final int workers;
  private final BatchPredictor predictor;
  private Duration cpuBefore = Duration.ZERO;
  private Optional<CpuTimes> machineBefore = Optional.empty();
  private @Nullable BatchResult result;

  private MeasuredRun(
      SimulatorLease simulator, List<Question> questions, int workers, BatchPredictor predictor) {
    this.simulator = simulator;
    this.questions = questions;
    this.workers = workers;
    this.predictor = predictor;
  }

  /**
   * Starts the workers and warms them up.
   *
   * @param warmUp how long to predict at zero latency before anything is measured
   */
  static MeasuredRun open(
      SimulatorLease simulator,
      List<Question> questions,
      String transport,
      int workers,
      Duration warmUp) {
    BatchPredictor predictor =
        BatchPredictor.open(
            BatchOptions.to(simulator.endpoint())
                .transport(Transport.of(transport))
                .workers(workers)
                .retry(RetryPolicy.NONE)
                .build());
    MeasuredRun run = new MeasuredRun(simulator, questions, workers, predictor);
    simulator.withoutLatency(() -> run.prove(warmUp));
    return run;
  }

  /**
   * Proves the fixture for so long that the JVM has compiled what a batch runs through. A batch of
   * ten would otherwise be measured cold, iteration after iteration, and its neighbour would be the
   * compiler.
   */
  private void prove(Duration warmUp) {
    List<Question> others =
        IntStream.rangeClosed(1, WARM_UP_BATCH).mapToObj(i -> Questions.numbered(-i)).toList();
    long end = System.nanoTime() + warmUp.toNanos();
    do {
      simulator.reset();
      Expectation.answered(others)
          .require(predictor.predictBatch(others).outcomes(), simulator.stats());
    } while (System.nanoTime() - end < 0);
  }

  void begin() {
    simulator.reset();
    result = null;
    cpuBefore = predictor.workerCpuTime();
    machineBefore = CpuTimes.now();
  }

  BatchResult predict(BiFunction<BatchPredictor, List<Question>, BatchResult> way) {
    result = way.apply(predictor, questions);
    return result;
  }

  void end() {
    Optional<CpuTimes> machineAfter = CpuTimes.now();
    Duration cpu = predictor.workerCpuTime().minus(cpuBefore);
    if (result == null) {
      throw new IllegalStateException("an iteration ended without a batch");
    }
    Expectation.answered(questions).require(result.outcomes(), simulator.stats());
    LastIteration.publish(
        new Figures()
            .ofBatch(result, cpu)
            .ofSimulator(simulator.stats(), simulator.calls(), workers)
            .ofMachine(machineBefore, machineAfter)
            .all());
  }

  @Override
  public void close() {
    predictor.close();
  }
}
