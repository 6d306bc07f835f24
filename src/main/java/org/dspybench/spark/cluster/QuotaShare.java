package org.dspybench.spark.cluster;

import java.util.OptionalLong;
import org.dspybench.lm.limit.CallLimit;

/**
 * What an executor may take of the cluster's quota: the driver's answer to a {@link WorkReport},
 * which travels as the number alone.
 *
 * @param executors executors that ask questions now, this one included
 */
record QuotaShare(int executors) {

  QuotaShare {
    if (executors < 1) {
      throw new IllegalArgumentException("whoever asks is one itself, not " + executors);
    }
  }

  /** An equal part of the cluster's rate, rounded down, but at least one a minute. */
  CallLimit.Rate of(CallLimit.Rate cluster) {
    OptionalLong requests = part(cluster.requestsPerMinute());
    OptionalLong burst = part(cluster.burst());
    return new CallLimit.Rate(requests, part(cluster.tokensPerMinute()), burst);
  }

  /**
   * The rate under which a predictor is opened before its share is known: next to nothing is saved
   * up in it, so that an executor that joins does not start with a burst of its own.
   */
  static CallLimit.Rate nothingYet(CallLimit.Rate cluster) {
    return new CallLimit.Rate(
        one(cluster.requestsPerMinute()), one(cluster.tokensPerMinute()), one(cluster.burst()));
  }

  private OptionalLong part(OptionalLong whole) {
    return whole.isPresent()
        ? OptionalLong.of(Math.max(1, whole.getAsLong() / executors))
        : OptionalLong.empty();
  }

  private static OptionalLong one(OptionalLong whole) {
    return whole.isPresent() ? OptionalLong.of(1) : OptionalLong.empty();
  }
}
