package org.dspybench.lm.limit;

/**
 * Spaces the starts of calls so that a quota of calls per second is met and hardly ever exceeded. A
 * limit on calls in flight alone cannot: it would have to be just quota times latency, and swings
 * around that.
 *
 * <p>There is no pace until a call is refused. Then:
 *
 * <ul>
 *   <li>The first refusal starts a {@link Pace.Search} from the rate of the calls accepted so far.
 *   <li>Every further one tells where the quota lies: at the rate at which calls were accepted
 *       lately, since that is the quota once it bites (as BBR takes the rate of deliveries for the
 *       bandwidth: Cardwell et al., ACM Queue 2016). The pace falls a little below, and follows a
 *       {@link Pace.Cubic}. It falls to no less than 0.7 of what it was, which is CUBIC's factor,
 *       in case the measure is off.
 *   <li>Five refusals in a row, however, are an outage and tell of no quota: search.
 *   <li>And those that go on whatever the pace come by {@link Chance}: there is no pace again.
 *   <li>A pace that has held nobody up for ten seconds is forgotten.
 * </ul>
 *
 * <p>Calls leave evenly spaced, also after a pause: no herd returns at once.
 */
final class Pacer {

  private static final double DEEPEST_CUT = 0.7;
  private static final double SLOWEST_SEARCH = 1;
  private static final int OUTAGE_REFUSALS = 5;

  /** How far the pace falls below the plateau, and how much farther for each second of a pause. */
  private static final double CUT = 0.03;

  private static final double CUT_PER_PAUSE_SECOND = 0.07;

  /** A cubic's unit lasts at least so many calls, so that few in a hundred are refused. */
  private static final double UNIT_CALLS = 15;

  /** And so many pauses: where each refusal costs a long one, they have to be rare. */
  private static final double UNIT_PAUSES = 3;

  /** The rate of accepted calls is taken over this span, or that of so many calls if longer. */
  private static final double SPAN_SECONDS = 0.5;

  private static final double SPAN_CALLS = 10;

  /** The span during a search, in which the pace doubles twice in {@link #SPAN_SECONDS}. */
  private static final double SEARCH_SPAN_SECONDS = 0.125;

  /** What was accepted before the first refusal is spread over this span. */
  private static final double FIRST_SPAN_SECONDS = 0.25;

  /** Once calls in flight are the limit, the pace stays this much above what is accepted. */
  private static final double HEADROOM = 1.5;

  private static final double FORGOTTEN_AFTER_SECONDS = 10;

  private final RecentCalls recent;
  private final Chance chance = new Chance();
  private Pace pace = new Pace.Free();
  private long nextStartNanos;
  private long heldUntilNanos;
  private long lastCutNanos;

  Pacer(RecentCalls recent, long nowNanos) {
    this.recent = recent;
    nextStartNanos = nowNanos;
    heldUntilNanos = nowNanos;
    lastCutNanos = nowNanos;
  }

  /** Calls per second that may start then; infinite without a pace. */
  double perSecond(long nowNanos) {
    return pace.perSecond(nowNanos);
  }

  /** Nanoseconds until the next call's turn; 0 if it has come. */
  long delayNanos(long nowNanos) {
    if (nowNanos - heldUntilNanos > nanos(FORGOTTEN_AFTER_SECONDS)) {
      pace = new Pace.Free();
    }
    if (pace instanceof Pace.Free || nextStartNanos - nowNanos <= 0) {
      return 0;
    }
    heldUntilNanos = nextStartNanos;
    return nextStartNanos - nowNanos;
  }

  void started(Start start) {
    chance.started();
    long gapNanos = (long) (1e9 / pace.perSecond(start.atNanos()));
    // Timers wake up late. Half a gap of that is made up for, so that the pace is kept.
    long earliest = start.atNanos() + gapNanos / 2;
    nextStartNanos = later(nextStartNanos + gapNanos, earliest);
  }

  /** A call was refused because calls come too fast. Nothing starts before {@code resumeNanos}. */
  void refused(Start start, long nowNanos, long resumeNanos) {
    chance.refused();
    if (!chance.explains(nowNanos)) {
      chance.refusedAt(pace.perSecond(start.atNanos()), nowNanos);
      pace = afterRefusal(start, nowNanos, resumeNanos);
      lastCutNanos = nowNanos;
    }
    resumeAt(resumeNanos);
  }

  /** A call was refused together with one that has been told of. */
  void refusedToo(long nowNanos, long resumeNanos) {
    chance.refused();
    if (!chance.explains(nowNanos)) {
      pace =
          pace instanceof Pace.Search
              ? firstSearch(nowNanos, resumeNanos)
              : pace.startingAt(resumeNanos);
    }
    resumeAt(resumeNanos);
  }

  /** Calls in flight are the limit, not their pace: it may not run away meanwhile. */
  void crowded(Start start, long nowNanos) {
    double most = HEADROOM * acceptedPerSecond(start.atNanos());
    if (most > 0 && most < pace.perSecond(nowNanos)) {
      pace = new Pace.Cubic(most, most, 1, nowNanos);
    }
  }

  private Pace afterRefusal(Start start, long nowNanos, long resumeNanos) {
    if (chance.explains(nowNanos)) {
      return new Pace.Free();
    }
    return pace instanceof Pace.Free
        ? firstSearch(nowNanos, resumeNanos)
        : cut(start, nowNanos, resumeNanos);
  }

  private Pace firstSearch(long nowNanos, long resumeNanos) {
    long accepted = recent.acceptedIn(nowNanos - nanos(FIRST_SPAN_SECONDS), nowNanos);
    return new Pace.Search(Math.max(SLOWEST_SEARCH, accepted / FIRST_SPAN_SECONDS), resumeNanos);
  }

  private Pace cut(Start start, long nowNanos, long resumeNanos) {
    long thenNanos = start.atNanos();
    double then = pace.perSecond(thenNanos);
    double accepted = acceptedPerSecond(thenNanos);
    boolean nothingLearned =
        pace instanceof Pace.Search && recent.acceptedIn(lastCutNanos, thenNanos) == 0;
    if (nothingLearned || recent.refusedInARow() >= OUTAGE_REFUSALS) {
      double from = pace instanceof Pace.Search search ? search.first() : then;
      return new Pace.Search(Math.max(SLOWEST_SEARCH, DEEPEST_CUT * from), resumeNanos);
    }
    double pauseSeconds = (resumeNanos - nowNanos) / 1e9;
    double plateau = Math.min(then, Math.max(DEEPEST_CUT * then, accepted));
    chance.plateau(plateau);
    double below = CUT + CUT_PER_PAUSE_SECOND * Math.min(1, pauseSeconds);
    double unit = Math.max(1, Math.max(UNIT_PAUSES * pauseSeconds, UNIT_CALLS / plateau));
    return new Pace.Cubic(plateau, plateau * (1 - below), unit, resumeNanos);
  }

  /** The rate of accepted calls just before then, but after the last cut. */
  private double acceptedPerSecond(long thenNanos) {
    double span =
        pace instanceof Pace.Search ? SEARCH_SPAN_SECONDS : spanSeconds(pace.perSecond(thenNanos));
    return recent.acceptedPerSecond(later(thenNanos - nanos(span), lastCutNanos), thenNanos);
  }

  private static double spanSeconds(double perSecond) {
    return Math.max(SPAN_SECONDS, SPAN_CALLS / perSecond);
  }

  private void resumeAt(long resumeNanos) {
    nextStartNanos = later(nextStartNanos, resumeNanos);
    heldUntilNanos = resumeNanos;
  }

  private static long nanos(double seconds) {
    return (long) (seconds * 1e9);
  }

  private static long later(long oneNanos, long otherNanos) {
    return oneNanos - otherNanos > 0 ? oneNanos : otherNanos;
  }
}
