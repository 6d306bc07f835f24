package org.dspybench.batch.chaos;

import org.dspybench.lm.limit.CallLimit;

/** The kinds of limit that a batch is run under. */
enum Limit {
  FIXED,
  ADAPTIVE;

  CallLimit limit() {
    return switch (this) {
      case FIXED -> CallLimit.of("fixed:10");
      case ADAPTIVE -> CallLimit.of("adaptive");
    };
  }
}
