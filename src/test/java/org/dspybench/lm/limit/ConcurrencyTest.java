package org.dspybench.lm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.dspybench.lm.limit.CallLimit.Algorithm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The number of calls in flight")
class ConcurrencyTest {

  private static final long MILLI = 1_000_000L;
  private static final long LATENCY = 100 * MILLI;

  private final RecentCalls recent = new RecentCalls(0);
  private final Concurrency concurrency = Concurrency.of(Algorithm.AIMD, recent, 0);
  private long now;

  /** A call among so many in flight that is answered; a millisecond passes. */
  private void answered(int inFlight) {
    Start start = new Start(now, 1, inFlight);
    recent.started(start);
    concurrency.succeeded(start, now + LATENCY);
    now += MILLI;
  }

  private Start refused(int inFlight) {
    Start start = new Start(now, 1, inFlight);
    recent.started(start);
    recent.refused(start, now);
    now += MILLI;
    return start;
  }

  @Test
  @DisplayName("grows with each answer as long as nothing was refused")
  void limit_grows_withEachAnswer() {
    for (int i = 0; i < 30; i++) {
      answered(concurrency.limit());
    }
    assertThat(concurrency.limit()).isEqualTo(50);
  }

  @Test
  @DisplayName("does not grow for calls that leave it unused")
  void limit_doesNotGrow_whenUnused() {
    for (int i = 0; i < 30; i++) {
      answered(10);
    }
    assertThat(concurrency.limit()).isEqualTo(20);
  }

  @Test
  @DisplayName("is to blame where all calls beyond a number are refused")
  void isToBlame_whenCallsAmongManyAreRefused() {
    for (int i = 1; i <= 8; i++) {
      answered(i);
    }
    assertThat(concurrency.isToBlame(refused(9))).as("may be chance").isFalse();
    Start second = refused(9);
    assertThat(concurrency.isToBlame(second)).isTrue();

    concurrency.cut(second, now);
    assertThat(concurrency.limit()).isEqualTo(8);
  }

  @Test
  @DisplayName("is not to blame where calls among few and many are refused alike")
  void isNotToBlame_whenOthersAmongAsManyWereAccepted() {
    for (int i = 1; i <= 20; i++) {
      answered(i);
      answered(i);
    }
    refused(10);
    assertThat(concurrency.isToBlame(refused(10))).isFalse();
  }

  @Test
  @DisplayName("waits a second after a cut, and then grows ever faster")
  void limit_growsAgain_afterPatience() {
    refused(10);
    concurrency.cut(refused(10), now);
    int cut = concurrency.limit();
    long cutAt = now;

    while (now + LATENCY < cutAt + 1_000 * MILLI) {
      answered(concurrency.limit());
    }
    assertThat(concurrency.limit()).isEqualTo(cut);
    now = cutAt + 1_010 * MILLI;
    answered(concurrency.limit());
    assertThat(concurrency.limit()).isEqualTo(cut + 1);
    while (now < cutAt + 2_050 * MILLI) {
      answered(concurrency.limit());
    }
    assertThat(concurrency.limit()).isGreaterThan(cut + 10);
  }

  @Test
  @DisplayName("never falls below one")
  void limit_isAtLeastOne() {
    for (int i = 0; i < 5; i++) {
      concurrency.cut(refused(1), now);
    }
    assertThat(concurrency.limit()).isEqualTo(1);
  }

  @Test
  @DisplayName("by Gradient2 falls with rising latency, and heeds no refusals")
  void gradient2_followsLatency() {
    Concurrency gradient = Concurrency.of(Algorithm.GRADIENT2, recent, 0);
    for (int i = 0; i < 100; i++) {
      gradient.succeeded(new Start(now, 1, gradient.limit()), now + LATENCY);
    }
    int before = gradient.limit();
    for (int i = 0; i < 20; i++) {
      gradient.succeeded(new Start(now, 1, gradient.limit()), now + 20 * LATENCY);
    }
    assertThat(before).isGreaterThan(50);
    assertThat(gradient.limit()).isLessThan(before / 2);

    refused(9);
    assertThat(gradient.isToBlame(refused(9))).isFalse();
  }
}
