package org.dspybench.simulator.latency;

import java.util.List;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The distribution through given quantiles, exact at each of them: {@code ln x} is linear in the
 * standard normal {@code z} from each to the next, and straight on beyond the ends. So every piece
 * is log-normal with a sigma of its own, and two quantiles make one log-normal.
 *
 * @param quantiles two or more; both shares and values rise
 */
public record ThroughQuantiles(List<Quantile> quantiles) implements Distribution {

  private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

  /**
   * A share of the values and the value that it does not exceed.
   *
   * @param share above 0 and below 1
   * @param value above zero
   */
  public record Quantile(double share, double value) {

    /** Refuses what is no quantile. */
    public Quantile {
      if (!(share > 0 && share < 1 && value > 0 && Double.isFinite(value))) {
        throw new IllegalArgumentException(
            "a quantile has a share above 0 and below 1 and a value above zero, not %s and %s"
                .formatted(share, value));
      }
    }

    private double z() {
      return STANDARD_NORMAL.inverseCumulativeProbability(share);
    }
  }

  /** The line {@code ln x = ln(value) + sigma (z - fromZ)}, from {@code fromZ} on. */
  private record Piece(double fromZ, double value, double sigma) {

    static Piece between(Quantile low, Quantile high) {
      double sigma = Math.log(high.value() / low.value()) / (high.z() - low.z());
      return new Piece(low.z(), low.value(), sigma);
    }

    double at(double z) {
      return value * Math.exp(sigma * (z - fromZ));
    }

    /** What the values for {@code z} between two bounds contribute to the mean. */
    double mean(double lowZ, double highZ) {
      double share =
          STANDARD_NORMAL.cumulativeProbability(highZ - sigma)
              - STANDARD_NORMAL.cumulativeProbability(lowZ - sigma);
      return value * Math.exp(sigma * (sigma / 2 - fromZ)) * share;
    }
  }

  /** Refuses fewer than two quantiles, and such as do not rise. */
  public ThroughQuantiles {
    quantiles = List.copyOf(quantiles);
    if (quantiles.size() < 2) {
      throw new IllegalArgumentException(
          "a distribution through quantiles needs two of them or more");
    }
    for (int i = 1; i < quantiles.size(); i++) {
      Quantile low = quantiles.get(i - 1);
      Quantile high = quantiles.get(i);
      if (low.share() >= high.share() || low.value() >= high.value()) {
        throw new IllegalArgumentException(
            "quantiles rise in share and value, but %s at %s is followed by %s at %s"
                .formatted(low.value(), low.share(), high.value(), high.share()));
      }
      if (Piece.between(low, high).sigma() > LogNormal.LARGEST_SIGMA) {
        throw new IllegalArgumentException(
            "%s at %s is too far above %s at %s: its piece has a sigma above 3"
                .formatted(high.value(), high.share(), low.value(), low.share()));
      }
    }
  }

  @Override
  public double quantile(double u) {
    int last = quantiles.size() - 1;
    int next = 1;
    while (next < last && Distribution.checkShare(u) > quantiles.get(next).share()) {
      next++;
    }
    Quantile high = quantiles.get(next);
    if (u == high.share()) {
      return high.value();
    }
    double z = STANDARD_NORMAL.inverseCumulativeProbability(Distribution.checkShare(u));
    return Piece.between(quantiles.get(next - 1), high).at(z);
  }

  @Override
  public double shareUpTo(double x) {
    if (x <= 0) {
      return 0;
    }
    int last = quantiles.size() - 1;
    int next = 1;
    while (next < last && x > quantiles.get(next).value()) {
      next++;
    }
    Piece piece = Piece.between(quantiles.get(next - 1), quantiles.get(next));
    return STANDARD_NORMAL.cumulativeProbability(
        piece.fromZ() + Math.log(x / piece.value()) / piece.sigma());
  }

  /** The sum over the pieces, each in closed form. */
  @Override
  public double mean() {
    int last = quantiles.size() - 1;
    double mean = 0;
    double fromZ = Double.NEGATIVE_INFINITY;
    for (int next = 1; next <= last; next++) {
      Quantile high = quantiles.get(next);
      double toZ = next == last ? Double.POSITIVE_INFINITY : high.z();
      mean += Piece.between(quantiles.get(next - 1), high).mean(fromZ, toZ);
      fromZ = toZ;
    }
    return mean;
  }
}
