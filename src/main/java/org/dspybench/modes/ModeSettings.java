package org.dspybench.modes;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.dspybench.batch.Question;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;

/**
 * How a mode is to be shown.
 *
 * @param mode what to show
 * @param batchSize questions in a batch
 * @param maxConcurrent predictions at once; for the ladder the most that are tried
 * @param seed decides every latency
 * @param timeScale factor on all latencies; at 1 their mean is 1.5 s
 */
public record ModeSettings(
    Mode mode, int batchSize, int maxConcurrent, long seed, double timeScale) {

  private static final double SECONDS_A_MINUTE = 60;
  private static final Duration SHORTEST_CALL = Duration.ofMillis(50);

  /**
   * @throws IllegalArgumentException if there is nothing to ask, or nobody to ask it
   */
  public ModeSettings {
    if (batchSize < 1 || maxConcurrent < 1) {
      throw new IllegalArgumentException(
          "a mode needs a question and a worker, not a batch size of "
              + batchSize
              + " and "
              + maxConcurrent
              + " at once");
    }
  }

  /** The questions: all different, and the same each time. */
  List<Question> questions() {
    return numbered("What is the %dth word of the dictionary?", batchSize);
  }

  /** Others, to warm up with. */
  static List<Question> others(int count) {
    return numbered("What is the %dth word of the thesaurus?", count);
  }

  private static List<Question> numbered(String text, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> Question.of("question", text.formatted(number)))
        .toList();
  }

  /** The endpoint to simulate. */
  SimulatorSettings simulator() {
    SimulatorProfile typical = SimulatorProfile.named("typical");
    return new SimulatorSettings(
        mode == Mode.RATE_LIMITED ? behindAQuota(typical) : typical, seed, timeScale);
  }

  private SimulatorProfile behindAQuota(SimulatorProfile profile) {
    int perMinute = quotaPerMinute(profile);
    return profile.withLimits(RateLimits.perMinute(perMinute, null, 1.0 / perMinute));
  }

  /**
   * A quarter of what the workers could ask for, with one request there at the start: a fixed quota
   * would never be met at one time scale, and take minutes at another. A machine that is busy does
   * not ask as fast as the latencies allow, hence the margin and the shortest call.
   */
  private int quotaPerMinute(SimulatorProfile profile) {
    double seconds =
        Math.max(
            profile.latency().mean().toNanos() / 1e9 * timeScale, SHORTEST_CALL.toNanos() / 1e9);
    return (int) Math.max(1, maxConcurrent / seconds / 4 * SECONDS_A_MINUTE);
  }
}
