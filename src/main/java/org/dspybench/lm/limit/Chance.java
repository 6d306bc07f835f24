package org.dspybench.lm.limit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * Tells refusals that come by chance from those that are for the pace: an endpoint may turn away a
 * share of all calls however slowly they come. Each of them would slow the pace down, until it
 * hardly moves.
 *
 * <p>A quota refuses nothing below it, and accepts no more than it. So when a pace falls, cut by
 * cut, until calls are refused at a pace clearly below the rate at which they were accepted during
 * the fall, it is not a quota that refuses them. Then refusals say nothing of the pace for a
 * minute, unless most calls are refused.
 */
final class Chance {

  private static final double CLEARLY_BELOW = 0.7;
  private static final int LEAST_CALLS = 20;
  private static final double MOST_REFUSED = 0.6;

  /** So many times in a row a call has to be accepted between two refusals. */
  private static final int LEAST_GAPS = 3;

  private static final int MOST_REFUSED_IN_GAP = 2;

  /** The share of refusals is taken over about so many calls. */
  private static final double SPAN_CALLS = 40;

  private static final long LASTS_NANOS = TimeUnit.MINUTES.toNanos(1);

  private boolean found;
  private long untilNanos;
  private double refusedShare;
  private double lastPlateau;
  private double fellFrom;
  private long fallsSinceNanos;
  private long calls;
  private long refusals;
  private long callsBefore;
  private long refusalsBefore;
  private final Deque<Gap> gaps = new ArrayDeque<>();

  /** The calls from one refusal to the next, and how many were refused with the latter. */
  private record Gap(long calls, long refusals) {

    boolean isAnswered() {
      return refusals * MOST_REFUSED_IN_GAP <= calls;
    }
  }

  void started() {
    calls++;
    refusedShare -= refusedShare / SPAN_CALLS;
  }

  void refused() {
    refusals++;
    refusedShare += 1 / SPAN_CALLS;
  }

  /** Whether refusals are not for the pace. */
  boolean explains(long nowNanos) {
    found &= untilNanos - nowNanos > 0 && refusedShare < MOST_REFUSED;
    return found;
  }

  /**
   * A call was refused that started at a pace, in calls per second. The pace falls until it comes
   * back to where the fall began, and anew where most calls are refused, as a quota does that is
   * exceeded.
   */
  void refusedAt(double then, long nowNanos) {
    boolean cameBack = then >= fellFrom || nowNanos - fallsSinceNanos > LASTS_NANOS;
    if (cameBack && then >= lastPlateau) {
      fall(then, nowNanos);
    }
    gaps.addLast(new Gap(calls - callsBefore, refusals - refusalsBefore));
    callsBefore = calls;
    refusalsBefore = refusals;
    if (gaps.size() < LEAST_GAPS) {
      return;
    }
    double seconds = Math.max(1, nowNanos - fallsSinceNanos) / 1e9;
    double accepted = (double) (calls - refusals) / seconds;
    if (gaps.stream().noneMatch(Gap::isAnswered)) {
      fall(then, nowNanos);
    } else if (gaps.stream().allMatch(Gap::isAnswered)
        && calls >= LEAST_CALLS
        && then < CLEARLY_BELOW * accepted) {
      found = true;
      untilNanos = nowNanos + LASTS_NANOS;
      refusedShare = 0;
      fall(0, nowNanos);
    } else {
      gaps.removeFirst();
    }
  }

  private void fall(double from, long nowNanos) {
    fellFrom = from;
    fallsSinceNanos = nowNanos;
    calls = 0;
    refusals = 0;
    callsBefore = 0;
    refusalsBefore = 0;
    gaps.clear();
  }

  /** A cut set the pace's plateau, in calls per second. */
  void plateau(double perSecond) {
    lastPlateau = perSecond;
  }
}
