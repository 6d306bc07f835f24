package org.dspybench.modes;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Question;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.modes.Ladder.Step;
import org.dspybench.simulator.SimulatorProcess;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.profile.SimulatorSettings;

/**
 * A mode with its simulated endpoint, which runs in a JVM of its own. Every figure is measured;
 * before that each predictor is warmed up on other questions, answered at once. Not thread-safe;
 * the owner closes it.
 */
public final class ModeRun implements AutoCloseable {

  private static final Duration WARM_UP = Duration.ofSeconds(1);
  private static final int WARM_UP_QUESTIONS = 50;
  private static final List<Integer> FIRST_RUNGS = List.of(4, 10, 16);

  private static final SimulatorSettings INSTANT = SimulatorSettings.instant();

  private final ModeSettings settings;
  private final SimulatorProcess simulator;
  private final SimulatorControl control;

  ModeRun(ModeSettings settings, SimulatorProcess simulator) {
    this.settings = settings;
    this.simulator = simulator;
    this.control = simulator.control();
  }

  /**
   * Starts the endpoint and returns when it is warm, which takes some ten seconds.
   *
   * @throws IOException if it cannot be started
   */
  public static ModeRun start(ModeSettings settings) throws IOException {
    return new ModeRun(settings, SimulatorProcess.start(INSTANT));
  }

  /** The options of predictors. */
  @FunctionalInterface
  public interface Options {

    /** Options for that endpoint and so many workers. */
    BatchOptions.Builder of(Endpoint endpoint, int workers);
  }

  /**
   * Predicts the batch once.
   *
   * @throws IllegalArgumentException if the mode was to meet 429s, and met none
   */
  public BatchResult predict(Options options) {
    BatchResult result = measure(options, settings.maxConcurrent(), BatchPredictor::predictBatch);
    if (settings.mode() == Mode.RATE_LIMITED && control.stats().rateLimited() == 0) {
      throw new IllegalArgumentException(
          "the quota was never met; ask more questions, or more at once");
    }
    return result;
  }

  /**
   * Predicts the batch sequentially, with 4 and 10 workers, then with 16, 32, 64 and so on until
   * another step gains less than 5 %, or would have more workers than are allowed or than there are
   * questions.
   *
   * @param each is told each step when it is done
   */
  public Ladder climb(Options options, Consumer<Step> each) {
    List<Step> steps = new ArrayList<>();
    int most = Math.min(settings.maxConcurrent(), settings.batchSize());
    for (int workers = 1; workers <= most && pays(steps); workers = next(workers)) {
      BatchMetrics metrics =
          workers == 1
              ? measure(options, 1, BatchPredictor::predictSequential).metrics()
              : measure(options, workers, BatchPredictor::predictBatch).metrics();
      steps.add(new Step(workers, metrics));
      each.accept(steps.get(steps.size() - 1));
    }
    return new Ladder(steps);
  }

  private static boolean pays(List<Step> steps) {
    int last = steps.size() - 1;
    return last < FIRST_RUNGS.size() || steps.get(last).paysOver(steps.get(last - 1));
  }

  private static int next(int workers) {
    return FIRST_RUNGS.stream().filter(rung -> rung > workers).findFirst().orElse(2 * workers);
  }

  private BatchResult measure(Options options, int workers, Way way) {
    Endpoint endpoint = new Endpoint(simulator.baseUrl(), "simulated", "DSPYBENCH_SIMULATOR_KEY");
    control.configure(INSTANT);
    warmUp(options.of(endpoint, workers), workers);
    control.configure(settings.simulator());
    try (BatchPredictor predictor = BatchPredictor.open(options.of(endpoint, workers).build())) {
      return way.predict(predictor, settings.questions());
    }
  }

  /** With a predictor of its own, so that the other's limit has learnt and spent nothing. */
  private static void warmUp(BatchOptions.Builder options, int workers) {
    List<Question> others = ModeSettings.others(Math.max(WARM_UP_QUESTIONS, 2 * workers));
    long end = System.nanoTime() + WARM_UP.toNanos();
    try (BatchPredictor predictor =
        BatchPredictor.open(options.limit(new CallLimit.Fixed(workers)).build())) {
      do {
        predictor.predictBatch(others);
      } while (System.nanoTime() - end < 0);
    }
  }

  @FunctionalInterface
  private interface Way {
    BatchResult predict(BatchPredictor predictor, List<Question> questions);
  }

  /** Ends the endpoint. */
  @Override
  public void close() {
    simulator.close();
  }
}
