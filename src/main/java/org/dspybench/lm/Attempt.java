package org.dspybench.lm;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** What came of one attempt at a call. */
sealed interface Attempt {

  /** Why it did not succeed; empty if it did. */
  Optional<LmFailure> failure();

  /** The endpoint answered, well or not. */
  record Answered(int status, HttpHeaders headers, String body) implements Attempt {
    @Override
    public Optional<LmFailure> failure() {
      return status / 100 == 2
          ? Optional.empty()
          : Optional.of(
              LmFailure.ofStatus(status, status == 429 && ErrorBody.saysQuotaExhausted(body)));
    }
  }

  /** No usable answer came. */
  record Broken(LmFailure kind, String message) implements Attempt {
    @Override
    public Optional<LmFailure> failure() {
      return Optional.of(kind);
    }
  }
}
