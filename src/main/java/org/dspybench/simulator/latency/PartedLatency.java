package org.dspybench.simulator.latency;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dspybench.simulator.draw.Draws;
import org.dspybench.simulator.draw.Draws.Stream;

/**
 * Latency in parts that add up:
 *
 * <pre>  total = first token + (tokens - 1) x time per token</pre>
 *
 * each drawn from a stream of its own, so that they are independent and changing one leaves the
 * others alone.
 *
 * @param firstToken seconds
 * @param tokens length and pace of answers, or empty where all of the latency is time to first
 *     token
 */
public record PartedLatency(Distribution firstToken, Optional<TokenPace> tokens)
    implements LatencyModel {

  /** Points of the {@link #summary()}. */
  private static final int POINTS = 1 << 15;

  /** The root of {@code x^3 = x + 1}, which makes the R sequence of two dimensions. */
  private static final double R2 = 1.3247179572447460;

  @Override
  public Timing timing(Draws draws, String key, int index, int mostTokens, double timeScale) {
    double first = firstToken.quantile(draws.uniform(Stream.FIRST_TOKEN, key, index)) * timeScale;
    if (tokens.isEmpty()) {
      return Timing.ofSeconds(first, first, 0);
    }
    TokenPace pace = tokens.get();
    int drawn = pace.tokens(draws.uniform(Stream.OUTPUT_TOKENS, key, index));
    int length = Math.max(1, Math.min(mostTokens, drawn));
    double perToken = pace.secondsPerToken().quantile(draws.uniform(Stream.TOKEN_TIME, key, index));
    return Timing.ofSeconds(first, first + (length - 1) * perToken * timeScale, length);
  }

  /** From the parts' means; exact, apart from the rounding of output tokens to whole ones. */
  @Override
  public Duration mean() {
    double following =
        tokens
            .map(pace -> (pace.outputTokens().mean() - 1) * pace.secondsPerToken().mean())
            .orElse(0.0);
    return LatencySummary.duration(firstToken.mean() + following);
  }

  /**
   * Exact where the latency has one part. Where it has three, quantiles are those of 32,768 points
   * that fill the cube of the three uniform numbers evenly and are the same each time: steps of one
   * length for the first token, and for the others the R sequence of two dimensions (M. Roberts,
   * "The Unreasonable Effectiveness of Quasirandom Sequences", 2018). For latencies such as our
   * profiles' they lie within 0.4 % of the true ones.
   */
  @Override
  public LatencySummary summary() {
    if (tokens.isEmpty()) {
      return LatencySummary.of(firstToken);
    }
    TokenPace pace = tokens.get();
    double[] totals =
        IntStream.rangeClosed(1, POINTS).mapToDouble(i -> total(pace, i)).sorted().toArray();
    return new LatencySummary(
        quantile(totals, 0.50), mean(), quantile(totals, 0.95), quantile(totals, 0.99));
  }

  private double total(TokenPace pace, int point) {
    double first = firstToken.quantile((point - 0.5) / POINTS);
    double perToken = pace.secondsPerToken().quantile(fraction(point / (R2 * R2)));
    return first + (pace.tokens(fraction(point / R2)) - 1) * perToken;
  }

  /** The part behind the point; a half more keeps it from 0. */
  private static double fraction(double x) {
    return x + 0.5 - Math.floor(x + 0.5);
  }

  private static Duration quantile(double[] sorted, double u) {
    return LatencySummary.duration(sorted[(int) Math.ceil(u * sorted.length) - 1]);
  }
}
