package org.dspybench.simulator.fault;

import org.dspybench.simulator.fault.FaultPlan.Attempt;

/** When a fault strikes. */
public sealed interface Trigger {

  /** The share of all attempts that it takes by draw. */
  default double share() {
    return 0;
  }

  /** Whether it takes an attempt without a draw. */
  default boolean covers(Attempt attempt) {
    return false;
  }

  /**
   * A share of all attempts, decided by seed and content.
   *
   * @param share above 0 and at most 1
   */
  record Share(double share) implements Trigger {

    /** Refuses what is no share. */
    public Share {
      if (!(share > 0 && share <= 1)) {
        throw new IllegalArgumentException(
            "the share of a fault is above 0 and at most 1, not " + share);
      }
    }

    @Override
    public String toString() {
      return "share " + share;
    }
  }

  /**
   * A run of calls in the order in which they arrive.
   *
   * @param first the first call since the reset is number 1
   * @param last included
   */
  record Calls(long first, long last) implements Trigger {

    /** Refuses a run that has no call. */
    public Calls {
      if (first < 1 || last < first) {
        throw new IllegalArgumentException(
            "the calls of a fault need 1 <= first <= last, not %d and %d".formatted(first, last));
      }
    }

    @Override
    public boolean covers(Attempt attempt) {
      return attempt.call() >= first && attempt.call() <= last;
    }

    @Override
    public String toString() {
      return "calls " + first + " to " + last;
    }
  }

  /**
   * A stretch of time, whatever the time scale.
   *
   * @param from seconds since the reset
   * @param to not included
   */
  record Seconds(double from, double to) implements Trigger {

    /** Refuses a stretch that has no length. */
    public Seconds {
      if (!(from >= 0 && to > from)) {
        throw new IllegalArgumentException(
            "the seconds of a fault need 0 <= from < to, not %s and %s".formatted(from, to));
      }
    }

    @Override
    public boolean covers(Attempt attempt) {
      return attempt.seconds() >= from && attempt.seconds() < to;
    }

    @Override
    public String toString() {
      return "seconds " + from + " to " + to;
    }
  }

  /**
   * The first attempts of each body; those after them get their answer.
   *
   * @param attempts one or more
   */
  record FirstAttempts(int attempts) implements Trigger {

    /** Refuses a number of attempts that is none. */
    public FirstAttempts {
      if (attempts < 1) {
        throw new IllegalArgumentException(
            "the first attempts of a fault are one or more, not " + attempts);
      }
    }

    @Override
    public boolean covers(Attempt attempt) {
      return attempt.index() < attempts;
    }

    @Override
    public String toString() {
      return "first attempts " + attempts;
    }
  }
}
