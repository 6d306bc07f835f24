package org.dspybench.lm.limit;

import java.util.OptionalLong;

/** Stub. */
public sealed interface CallLimit {
  /** Stub. */
  record Fixed(int calls) implements CallLimit {}

  /** Stub. */
  record Rate(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute, OptionalLong burst)
      implements CallLimit {}

  /** Stub. */
  record Adaptive(Algorithm algorithm) implements CallLimit {}

  /** Stub. */
  enum Algorithm {
    AIMD,
    GRADIENT2
  }
}
