package org.dspybench.lm;

import java.net.http.HttpHeaders;

/** What came of one attempt at a call. */
sealed interface Attempt {

  /** The endpoint answered, well or not. */
  record Answered(int status, HttpHeaders headers, String body) implements Attempt {}

  /** No usable answer came. */
  record Broken(LmFailure kind, String message) implements Attempt {}
}
