package org.dspybench.lm.limit;

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
  private static final double MOST_REFUSED = 0.6;

  /** The share of refusals is taken over about so many calls. */
  private static final double SPAN_CALLS = 40;

  private static final long LASTS_NANOS = TimeUnit.MINUTES.toNanos(1);

  private Fall fall = new Fall(0, 0);
  private double lastPlateau;
  private boolean found;
  private long untilNanos;
  private double refusedShare;

  void started() {
    fall.started();
    refusedShare -= refusedShare / SPAN_CALLS;
  }

  void refused() {
    fall.refused();
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
    if (fall.isOver(then, nowNanos, LASTS_NANOS) && then >= lastPlateau) {
      fall = new Fall(then, nowNanos);
    }
    fall.cut();
    if (fall.isRefusedMostly()) {
      fall = new Fall(then, nowNanos);
    } else if (fall.isAnsweredMostly() && then < CLEARLY_BELOW * fall.acceptedPerSecond(nowNanos)) {
      found = true;
      untilNanos = nowNanos + LASTS_NANOS;
      refusedShare = 0;
      fall = new Fall(0, nowNanos);
    }
  }

  /** A cut set the pace's plateau, in calls per second. */
  void plateau(double perSecond) {
    lastPlateau = perSecond;
  }
}
