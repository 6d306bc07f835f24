package org.dspybench.lm.limit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The last calls that were accepted, as far as is known, and those that were refused since. A call
 * in flight counts as accepted until its refusal comes, because refusals come sooner than answers.
 *
 * <p>Calls refused together count once: whatever started before the news of the last refusal came
 * says nothing more, and is an echo of it. (One loss event per round trip: RFC 9438, 4.6.)
 */
final class RecentCalls {

  /** Enough to tell a share of a few in a hundred, and gone through in a microsecond. */
  private static final int MOST = 200;

  private final Deque<Start> accepted = new ArrayDeque<>();
  private final Deque<Start> refused = new ArrayDeque<>();
  private long lastNewsNanos;

  RecentCalls(long nowNanos) {
    lastNewsNanos = nowNanos - 1;
  }

  void started(Start start) {
    if (accepted.size() == MOST) {
      accepted.removeFirst();
    }
    accepted.addLast(start);
  }

  void returned(Start start) {
    accepted.removeLastOccurrence(start);
  }

  /** Whether the refusal of that call would say nothing new. */
  boolean isEcho(Start start) {
    return start.atNanos() - lastNewsNanos <= 0;
  }

  void refused(Start start, long nowNanos) {
    accepted.removeLastOccurrence(start);
    if (!isEcho(start)) {
      lastNewsNanos = nowNanos;
      refused.addLast(start);
      forgetOldRefusals();
    }
  }

  private void forgetOldRefusals() {
    while (refused.size() > MOST
        || (refused.size() > 1
            && !accepted.isEmpty()
            && refused.getFirst().atNanos() - accepted.getFirst().atNanos() < 0)) {
      refused.removeFirst();
    }
  }

  /** Accepted calls that started among {@code inFlight} calls or more. */
  long acceptedAmong(int inFlight) {
    return accepted.stream().filter(start -> start.inFlight() >= inFlight).count();
  }

  /** Refused calls that started among {@code inFlight} calls or more. */
  long refusedAmong(int inFlight) {
    return refused.stream().filter(start -> start.inFlight() >= inFlight).count();
  }

  /** Refusals since the last accepted call started. */
  long refusedInARow() {
    return accepted.isEmpty()
        ? refused.size()
        : refused.stream()
            .filter(start -> start.atNanos() - accepted.getLast().atNanos() > 0)
            .count();
  }

  /** Accepted calls that started in the span {@code [fromNanos, toNanos)}. */
  long acceptedIn(long fromNanos, long toNanos) {
    return accepted.stream()
        .filter(start -> start.atNanos() - fromNanos >= 0 && start.atNanos() - toNanos < 0)
        .count();
  }

  /**
   * Accepted calls per second in the span {@code [fromNanos, toNanos)}, or in that part of it which
   * is remembered; 0 if there were none.
   */
  double acceptedPerSecond(long fromNanos, long toNanos) {
    long calls = acceptedIn(fromNanos, toNanos);
    if (calls == 0) {
      return 0;
    }
    long firstNanos = accepted.getFirst().atNanos();
    long sinceNanos = firstNanos - fromNanos > 0 ? firstNanos : fromNanos;
    return calls * 1e9 / (toNanos - sinceNanos);
  }
}
