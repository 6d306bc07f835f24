package org.dspybench.simulator.latency;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.dspybench.simulator.draw.Draws;
import org.dspybench.simulator.draw.Draws.Stream;

/**
 * Latencies that were measured, each as likely as every other. One draw picks a whole sample, so
 * that first token, length and total stay together as they were.
 *
 * @param samples one or more, in any order; a draw takes them in the order of their totals
 */
public record RecordedLatency(List<Sample> samples) implements LatencyModel {

  /**
   * One answer as it was measured.
   *
   * @param firstTokenSeconds from the request until the first token
   * @param totalSeconds until the last byte
   * @param outputTokens 0 where they are not known
   */
  public record Sample(double firstTokenSeconds, double totalSeconds, int outputTokens) {

    /** Refuses times that cannot be. */
    public Sample {
      if (!(firstTokenSeconds >= 0
          && totalSeconds >= firstTokenSeconds
          && Double.isFinite(totalSeconds))) {
        throw new IllegalArgumentException(
            "a sample needs 0 <= first token <= total, not %s s and %s s"
                .formatted(firstTokenSeconds, totalSeconds));
      }
      if (outputTokens < 0) {
        throw new IllegalArgumentException("output tokens are not negative: " + outputTokens);
      }
    }

    /** This answer, ended after so many tokens if it has more. */
    private Timing timing(int mostTokens, double timeScale) {
      double first = firstTokenSeconds * timeScale;
      double following = (totalSeconds - firstTokenSeconds) * timeScale;
      int length = Math.min(outputTokens, Math.max(1, mostTokens));
      double kept = length == outputTokens ? 1 : (length - 1.0) / (outputTokens - 1);
      return Timing.ofSeconds(first, first + following * kept, length);
    }
  }

  private static final Comparator<Sample> ORDER =
      Comparator.comparingDouble(Sample::totalSeconds)
          .thenComparingDouble(Sample::firstTokenSeconds)
          .thenComparingInt(Sample::outputTokens);

  /** Refuses an empty recording. */
  public RecordedLatency {
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("a recorded latency needs at least one sample");
    }
    samples = samples.stream().sorted(ORDER).toList();
  }

  @Override
  public Timing timing(Draws draws, String key, int index, int mostTokens, double timeScale) {
    double u = draws.uniform(Stream.FIRST_TOKEN, key, index);
    return samples.get((int) (u * samples.size())).timing(mostTokens, timeScale);
  }

  @Override
  public Duration mean() {
    return LatencySummary.duration(totals().mean());
  }

  @Override
  public LatencySummary summary() {
    return LatencySummary.of(totals());
  }

  private Distribution totals() {
    return new Empirical(samples.stream().map(Sample::totalSeconds).toList());
  }
}
