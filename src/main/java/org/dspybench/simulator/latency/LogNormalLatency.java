package org.dspybench.simulator.latency;

import java.time.Duration;

/**
 * Log-normal latency, given by its mean and sigma: {@code x = exp(mu + sigma z)} with {@code z}
 * standard normal and {@code mu = ln(mean) - sigma^2 / 2}.
 *
 * <p>{@code mean} is the mean and not the median, which WireMock's own log-normal takes and which
 * lies {@code exp(sigma^2 / 2)} below.
 *
 * @param mean above zero
 * @param sigma standard deviation of the logarithm, above 0 and at most 3
 */
public record LogNormalLatency(Duration mean, double sigma) implements LatencyModel {

  public static final double LARGEST_SIGMA = 3;

  /** Refuses a mean or a sigma that gives no distribution. */
  public LogNormalLatency {
    if (mean.isNegative() || mean.isZero()) {
      throw new IllegalArgumentException("log-normal latency needs a mean above zero, not " + mean);
    }
    if (!(sigma > 0 && sigma <= LARGEST_SIGMA)) {
      throw new IllegalArgumentException(
          "log-normal latency needs a sigma above 0 and at most 3, not " + sigma);
    }
  }

  @Override
  public Duration quantile(double u) {
    double z = StandardNormal.quantile(LatencyModel.checkShare(u));
    return Duration.ofNanos(Math.round(mean.toNanos() * Math.exp(sigma * z - sigma * sigma / 2)));
  }
}
