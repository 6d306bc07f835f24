package org.dspybench.simulator.profile;

import org.dspybench.simulator.latency.LogNormal;
import org.jspecify.annotations.Nullable;

/** A log-normal distribution as a profile has it: the key says which of median and mean it is. */
record LogNormalEntry(@Nullable Double median, @Nullable Double mean, double sigma) {

  LogNormal logNormal() {
    if (median != null && mean != null) {
      throw new IllegalArgumentException(
          "a log-normal distribution has a median or a mean, not both");
    }
    if (median != null) {
      return LogNormal.byMedian(median, sigma);
    }
    if (mean == null) {
      throw new IllegalArgumentException("a log-normal distribution needs a median or a mean");
    }
    // What LogNormal would refuse is the median that it makes of this.
    if (!(mean > 0)) {
      throw new IllegalArgumentException(
          "a log-normal distribution needs a mean above zero, not " + mean);
    }
    return LogNormal.byMean(mean, sigma);
  }
}
