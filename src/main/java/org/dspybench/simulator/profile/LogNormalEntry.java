package org.dspybench.simulator.profile;

import org.dspybench.simulator.latency.LogNormal;
import org.jspecify.annotations.Nullable;

/** A log-normal distribution as a profile has it: the key says which of median and mean it is. */
record LogNormalEntry(@Nullable Double median, @Nullable Double mean, double sigma) {

  LogNormal logNormal() {
    if ((median == null) == (mean == null)) {
      throw new IllegalArgumentException(
          "a log-normal distribution has either a median or a mean, and a sigma");
    }
    return median == null ? LogNormal.byMean(mean, sigma) : LogNormal.byMedian(median, sigma);
  }
}
