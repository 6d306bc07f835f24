package org.dspybench.simulator.verdict;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a client can do wrong. */
public enum Sin {
  /** A retry came more than a millisecond before the wait asked for was over. */
  WAIT_IGNORED,
  /**
   * An error that no other attempt mends (400, 401, {@code insufficient_quota}, larger than the
   * whole limit) was retried.
   */
  FINAL_ERROR_RETRIED,
  /** A call took more than ten attempts. */
  TOO_MANY_ATTEMPTS,
  /**
   * A call came back at once twice running or more: within 100 ms of a failure, and not because the
   * failure asked for so short a wait.
   */
  STORM,
  /**
   * Calls that had held back came back together: ten or more within 10 ms, and at least five times
   * as many as would be there if the retries were spread over the whole run.
   */
  HERD,
  /** A call's last attempt failed in a way that may pass, and no other followed. */
  GIVEN_UP,
  /** A call's client went away before the answer and did not come back. */
  ABANDONED;

  /** The name in JSON. */
  @JsonValue
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
