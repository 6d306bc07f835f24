package org.dspybench.lm.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The pacer")
class PacerTest {

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;

  private final RecentCalls recent = new RecentCalls(0);
  private final Pacer pacer = new Pacer(recent, 0);
  private long now;

  /** The next call starts as soon as it may. */
  private Start start() {
    now += pacer.delayNanos(now);
    Start start = new Start(now, 1, 1);
    recent.started(start);
    pacer.started(start);
    return start;
  }

  private void startEvery(long nanos, int calls) {
    for (int i = 0; i < calls; i++) {
      start();
      now += nanos;
    }
  }

  private void refuse(Start start, long pauseNanos) {
    now += MILLI;
    recent.refused(start, now);
    pacer.refused(start, now, now + pauseNanos);
  }

  /** Ten calls per second go well, the next is refused twice: the quota is known. */
  private void findQuotaOfTen() {
    startEvery(100 * MILLI, 20);
    refuse(start(), 0);
    startEvery(100 * MILLI, 20);
    refuse(start(), 0);
  }

  @Test
  @DisplayName("holds nobody up before the first refusal")
  void delay_isZero_beforeARefusal() {
    startEvery(0, 1_000);

    assertThat(now).isZero();
    assertThat(pacer.perSecond(now)).isInfinite();
  }

  @Test
  @DisplayName("searches from the calls that were accepted so far")
  void firstRefusal_startsASearch() {
    startEvery(0, 5);
    refuse(start(), 20 * MILLI);

    assertThat(pacer.perSecond(now)).as("5 calls in a quarter of a second").isEqualTo(20);
    assertThat(pacer.perSecond(now + 20 * MILLI + 250 * MILLI)).isCloseTo(40, within(1e-6));
  }

  @Test
  @DisplayName("falls a little below the rate that was accepted, whatever its own was")
  void refusal_setsThePaceByWhatWasAccepted() {
    startEvery(100 * MILLI, 20);
    refuse(start(), 0);
    startEvery(100 * MILLI, 3);
    double before = pacer.perSecond(now);
    refuse(start(), 0);

    assertThat(pacer.perSecond(now)).isCloseTo(0.97 * Math.max(10, 0.7 * before), within(0.1));
  }

  @Test
  @DisplayName("falls to no less than seven tenths at once")
  void refusal_cutsByThreeTenthsAtMost() {
    findQuotaOfTen();
    double before = pacer.perSecond(now);
    now += 50 * MILLI;
    refuse(start(), 0);

    assertThat(pacer.perSecond(now)).isGreaterThanOrEqualTo(0.97 * 0.7 * before - 1e-9);
  }

  @Test
  @DisplayName("falls farther where a refusal costs a long pause")
  void refusal_cutsDeeper_whenThePauseIsLong() {
    findQuotaOfTen();
    startEvery(0, 20);
    double before = pacer.perSecond(now);
    refuse(start(), SECOND);

    assertThat(pacer.perSecond(now + SECOND)).isBetween(0.7 * 0.9 * before, 0.91 * before);
  }

  @Test
  @DisplayName("spaces calls evenly, also after a pause")
  void starts_areSpaced_afterAPause() {
    findQuotaOfTen();
    refuse(start(), 5 * SECOND);
    long resume = now + 5 * SECOND;
    long first = start().atNanos();
    long second = start().atNanos();
    long third = start().atNanos();

    assertThat(first).isGreaterThanOrEqualTo(resume);
    double gap = 1e9 / pacer.perSecond(resume);
    assertThat((double) (second - first)).isCloseTo(gap, within(0.05 * gap));
    assertThat((double) (third - second)).isCloseTo(gap, within(0.05 * gap));
  }

  @Test
  @DisplayName("makes up for a late start, by half a gap at most")
  void lateStart_isMadeUpFor() {
    findQuotaOfTen();
    long first = start().atNanos();
    double gap = 1e9 / pacer.perSecond(first);
    now += (long) (1.2 * gap);
    start();
    long third = start().atNanos();
    assertThat((third - first) / gap).as("on schedule again").isCloseTo(2, within(0.05));

    now += (long) (5 * gap);
    long late = start().atNanos();
    assertThat((start().atNanos() - late) / gap).as("no burst").isCloseTo(0.5, within(0.05));
  }

  @Test
  @DisplayName("searches again after an outage, which tells of no quota")
  void fiveRefusalsInARow_startASearch() {
    findQuotaOfTen();
    for (int i = 0; i < 30; i++) {
      refuse(start(), 0);
    }
    assertThat(pacer.perSecond(now)).isEqualTo(1);
    assertThat(pacer.perSecond(now + SECOND)).isCloseTo(16, within(1e-6));
  }

  @Test
  @DisplayName("does not run away while calls in flight are the limit")
  void crowded_keepsThePaceNearWhatIsAccepted() {
    findQuotaOfTen();
    now += 20 * SECOND / 3;
    startEvery(100 * MILLI, 20);
    pacer.crowded(start(), now);

    assertThat(pacer.perSecond(now)).isLessThanOrEqualTo(1.5 * 10.5);
  }

  @Test
  @DisplayName("forgets a pace that has held nobody up for ten seconds")
  void pace_isForgotten_whenUnused() {
    findQuotaOfTen();
    now += 9 * SECOND;
    pacer.delayNanos(now);
    assertThat(pacer.perSecond(now)).isFinite();

    now += 2 * SECOND;
    pacer.delayNanos(now);
    assertThat(pacer.perSecond(now)).isInfinite();
  }

  @Test
  @DisplayName("does not forget a pace so slow that calls are more than ten seconds apart")
  void slowPace_isNotForgotten() {
    for (int i = 0; i < 12; i++) {
      now += 20 * SECOND;
      refuse(start(), 20 * SECOND);
      now += 20 * SECOND;
      start();
    }
    assertThat(pacer.perSecond(now)).isFinite();
  }
}
