package org.dspybench.lm.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/** What happened to the calls since a pace began to fall, cut by cut. */
final class Fall {

  private static final int LEAST_CALLS = 20;

  /** So many times in a row a call has to be accepted between two refusals. */
  private static final int LEAST_GAPS = 3;

  private static final int MOST_REFUSED_IN_GAP = 2;

  private final double from;
  private final long sinceNanos;
  private final Deque<Gap> gaps = new ArrayDeque<>();
  private long calls;
  private long accepted;
  private Gap gap = Gap.EMPTY;

  /** The calls from one refusal to the next, and how many were refused with the latter. */
  private record Gap(long calls, long refusals) {

    static final Gap EMPTY = new Gap(0, 0);

    Gap and(Gap other) {
      return new Gap(calls + other.calls, refusals + other.refusals);
    }

    boolean isAnswered() {
      return refusals * MOST_REFUSED_IN_GAP <= calls;
    }
  }

  /**
   * A fall begins.
   *
   * @param from the pace, in calls per second
   */
  Fall(double from, long nowNanos) {
    this.from = from;
    this.sinceNanos = nowNanos;
  }

  void started() {
    gap = new Gap(gap.calls + 1, gap.refusals);
  }

  void refused() {
    gap = new Gap(gap.calls, gap.refusals + 1);
  }

  /** A refusal that is no echo of another. */
  void cut() {
    calls += gap.calls;
    accepted += gap.calls - gap.refusals;
    gaps.addLast(gap);
    gap = Gap.EMPTY;
    if (gaps.size() > LEAST_GAPS) {
      gaps.removeFirst();
    }
  }

  /** Whether the pace is back where the fall began, or that is too long ago to matter. */
  boolean isOver(double perSecond, long nowNanos, long lastsNanos) {
    return perSecond >= from || nowNanos - sinceNanos > lastsNanos;
  }

  /** Whether most calls are refused, again and again. */
  boolean isRefusedMostly() {
    return gaps.size() == LEAST_GAPS && gaps.stream().noneMatch(Gap::isAnswered);
  }

  /** Whether calls are accepted again and again, and there were enough of them to tell a rate. */
  boolean isAnsweredMostly() {
    return gaps.size() == LEAST_GAPS
        && calls >= LEAST_CALLS
        && gaps.stream().reduce(Gap.EMPTY, Gap::and).isAnswered();
  }

  /** Accepted calls per second since the fall began. */
  double acceptedPerSecond(long nowNanos) {
    return accepted * 1e9 / Math.max(1, nowNanos - sinceNanos);
  }
}
