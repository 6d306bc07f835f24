package org.dspybench.lm.limit;

/** How many calls may start per second, as a function of time. Immutable. */
sealed interface Pace {

  /** Calls per second then; infinite if there is no limit. */
  double perSecond(long nowNanos);

  /** The same course, but beginning then. */
  Pace startingAt(long epochNanos);

  /** As fast as callers come. */
  record Free() implements Pace {

    @Override
    public double perSecond(long nowNanos) {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public Pace startingAt(long epochNanos) {
      return this;
    }
  }

  /**
   * Doubles every quarter of a second, in search of a quota of which nothing is known: the slow
   * start of TCP (RFC 5681, 3.1), for a rate.
   *
   * @param first calls per second at the epoch
   */
  record Search(double first, long epochNanos) implements Pace {

    private static final double DOUBLING_SECONDS = 0.25;

    @Override
    public double perSecond(long nowNanos) {
      double doublings = secondsSince(epochNanos, nowNanos) / DOUBLING_SECONDS;
      return Math.min(FASTEST, first * Math.pow(2, doublings));
    }

    @Override
    public Pace startingAt(long newEpochNanos) {
      return new Search(first, newEpochNanos);
    }
  }

  /**
   * Back to where the quota was met, a while of staying there, and then on in search of more, ever
   * faster:
   *
   * <pre>
   *   pace(t) = plateau x exp(C (t / unit - K)^3),   K = cuberoot(ln(plateau / first) / C)
   * </pre>
   *
   * with {@code C} = 0.01. This is the curve of CUBIC (Ha, Rhee, Xu, 2008; RFC 9438, 4.2), which
   * AWS's adaptive retry mode applies to rates too, but for the logarithm of the pace: near the
   * plateau the two are the same, and far from it every quota is found in like time.
   *
   * @param plateau calls per second at which the quota is thought to lie
   * @param first calls per second at the epoch, above 0 and at most {@code plateau}
   * @param unitSeconds stretches the curve
   */
  record Cubic(double plateau, double first, double unitSeconds, long epochNanos) implements Pace {

    private static final double C = 0.01;

    @Override
    public double perSecond(long nowNanos) {
      double fromPlateau =
          secondsSince(epochNanos, nowNanos) / unitSeconds
              - Math.cbrt(Math.log(plateau / first) / C);
      return Math.min(FASTEST, plateau * Math.exp(C * fromPlateau * fromPlateau * fromPlateau));
    }

    @Override
    public Pace startingAt(long newEpochNanos) {
      return new Cubic(plateau, first, unitSeconds, newEpochNanos);
    }
  }

  /** A pace beyond every endpoint, short of where arithmetic ends. */
  double FASTEST = 1e6;

  private static double secondsSince(long epochNanos, long nowNanos) {
    return Math.max(0, nowNanos - epochNanos) / 1e9;
  }
}
