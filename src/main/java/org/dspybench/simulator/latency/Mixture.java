package org.dspybench.simulator.latency;

import java.util.List;
import org.apache.commons.numbers.rootfinder.BrentSolver;

/**
 * Values of several distributions, each with its share: a narrow body and a few slow calls.
 *
 * <p>The share of values up to {@code x} is the weighted sum of the parts' shares; the quantile is
 * the root of that sum less {@code u}, which Brent's method finds between the smallest and the
 * largest of the parts' own quantiles: within 1e-9 of its value for {@code u} from 1e-6 to 1 -
 * 1e-6.
 *
 * @param parts one or more, whose weights sum to 1
 */
public record Mixture(List<Part> parts) implements Distribution {

  private static final double WEIGHTS_MAY_MISS = 1e-9;
  private static final double RELATIVE_ACCURACY = 1e-13;
  private static final double ABSOLUTE_ACCURACY = 1e-18;
  private static final double SHARE_ACCURACY = 1e-16;

  /**
   * A distribution and its share.
   *
   * @param weight above 0 and at most 1
   */
  public record Part(double weight, Distribution distribution) {

    /** Refuses a weight that is no share. */
    public Part {
      if (!(weight > 0 && weight <= 1)) {
        throw new IllegalArgumentException(
            "the weight of a mixture's part is above 0 and at most 1, not " + weight);
      }
    }
  }

  /** Refuses weights that do not sum to 1. */
  public Mixture {
    parts = List.copyOf(parts);
    double sum = parts.stream().mapToDouble(Part::weight).sum();
    if (Math.abs(sum - 1) > WEIGHTS_MAY_MISS) {
      throw new IllegalArgumentException("the weights of a mixture sum to 1, not to " + sum);
    }
  }

  @Override
  public double quantile(double u) {
    double[] quantiles = parts.stream().mapToDouble(p -> p.distribution().quantile(u)).toArray();
    double low = quantiles[0];
    double high = quantiles[0];
    for (double quantile : quantiles) {
      low = Math.min(low, quantile);
      high = Math.max(high, quantile);
    }
    // Below the lowest of them every part's share is under u; at the highest none is.
    if (shareUpTo(low) >= u) {
      return low;
    }
    if (shareUpTo(high) <= u) {
      return high;
    }
    return new BrentSolver(RELATIVE_ACCURACY, ABSOLUTE_ACCURACY, SHARE_ACCURACY)
        .findRoot(x -> shareUpTo(x) - u, low, high);
  }

  @Override
  public double shareUpTo(double x) {
    double share = 0;
    for (Part part : parts) {
      share += part.weight() * part.distribution().shareUpTo(x);
    }
    return share;
  }

  @Override
  public double mean() {
    return parts.stream().mapToDouble(part -> part.weight() * part.distribution().mean()).sum();
  }
}
