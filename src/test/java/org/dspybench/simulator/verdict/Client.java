package org.dspybench.simulator.verdict;

import java.util.ArrayList;
import java.util.List;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.verdict.Attempt.Outcome;
import org.jspecify.annotations.Nullable;

/** Writes down what a client does, in milliseconds. */
final class Client {

  private static final long REFUSAL_MICROS = 200;

  private final List<Attempt> attempts = new ArrayList<>();

  /** Asks and is answered a while later. */
  Client answered(String key, double atMillis, double forMillis) {
    return add(key, atMillis, micros(forMillis), Outcome.ANSWERED, null);
  }

  /** Asks and is refused at once, with a wait. */
  Client refused(String key, double atMillis, double waitMillis) {
    return add(key, atMillis, REFUSAL_MICROS, Outcome.FAILED, micros(waitMillis));
  }

  /** Asks and meets an error at once that may pass, and that asks for no wait. */
  Client failed(String key, double atMillis) {
    return add(key, atMillis, REFUSAL_MICROS, Outcome.FAILED, null);
  }

  /** Asks and meets an error at once that will not pass. */
  Client failedForGood(String key, double atMillis) {
    return add(key, atMillis, REFUSAL_MICROS, Outcome.FAILED_FOR_GOOD, null);
  }

  /** Asks and goes away. */
  Client abandoned(String key, double atMillis, double forMillis) {
    return add(key, atMillis, micros(forMillis), Outcome.ABANDONED, null);
  }

  Verdict verdict() {
    return Verdict.of(attempts, 0, RateLimits.NONE);
  }

  private Client add(
      String key, double atMillis, long forMicros, Outcome outcome, @Nullable Long waitMicros) {
    long at = micros(atMillis);
    attempts.add(new Attempt(key, at, at + forMicros, outcome, true, waitMicros));
    return this;
  }

  private static long micros(double millis) {
    return Math.round(millis * 1000);
  }
}
