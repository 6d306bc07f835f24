package org.dspybench.lm.limit;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/** Which calls an endpoint lets pass. */
interface SimulatedQuota {

  /** Refused, and not told how long to wait. */
  long NO_HINT = -1;

  /**
   * Empty if the call passes, else how many nanoseconds it is told to wait, or {@link #NO_HINT}.
   */
  OptionalLong refusalNanos(long nowNanos, int inService);

  /** Lets everything pass. */
  static SimulatedQuota none() {
    return (now, inService) -> OptionalLong.empty();
  }

  /** Lets nothing pass, and does not say for how long. */
  static SimulatedQuota dead() {
    return atOnce(0);
  }

  /** Refuses a share of all calls, whenever they come, and says when to return if asked to. */
  static SimulatedQuota byChance(double share, long hintNanos) {
    SplittableRandom random = new SplittableRandom(11);
    return (now, inService) ->
        random.nextDouble() < share ? OptionalLong.of(hintNanos) : OptionalLong.empty();
  }

  /** So many calls at once; says nothing of when to return. */
  static SimulatedQuota atOnce(int calls) {
    return (now, inService) -> inService < calls ? OptionalLong.empty() : OptionalLong.of(NO_HINT);
  }

  /** A bucket that is full at first, refills without steps, and names the exact wait. */
  static SimulatedQuota perSecond(double rate, double burst) {
    return bucket(rate, burst, burst);
  }

  /** A bucket of a minute's calls, as OpenAI keeps it, of which none are left at first. */
  static SimulatedQuota perMinute(double perSecond) {
    return bucket(perSecond, 60 * perSecond, 0);
  }

  private static SimulatedQuota bucket(double rate, double capacity, double fill) {
    return new SimulatedQuota() {
      private double calls = fill;
      private long lastNanos;

      @Override
      public OptionalLong refusalNanos(long nowNanos, int inService) {
        calls = Math.min(capacity, calls + (nowNanos - lastNanos) * rate / 1e9);
        lastNanos = nowNanos;
        if (calls >= 1) {
          calls--;
          return OptionalLong.empty();
        }
        return OptionalLong.of((long) Math.ceil((1 - calls) / rate * 1e9));
      }
    };
  }

  /** The same, but what it asks to wait is rounded up. */
  default SimulatedQuota roundingUpTo(Duration unit) {
    return (now, inService) -> {
      OptionalLong exact = refusalNanos(now, inService);
      return exact.isEmpty()
          ? exact
          : OptionalLong.of(-Math.floorDiv(-exact.getAsLong(), unit.toNanos()) * unit.toNanos());
    };
  }

  /** The same, but it does not say how long to wait. */
  default SimulatedQuota withoutHints() {
    return (now, inService) ->
        refusalNanos(now, inService).isEmpty() ? OptionalLong.empty() : OptionalLong.of(NO_HINT);
  }
}
