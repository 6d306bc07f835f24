package org.dspybench.lm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The recent calls")
class RecentCallsTest {

  private static final long SECOND = 1_000_000_000L;

  private final RecentCalls recent = new RecentCalls(0);

  private Start start(long atNanos, int inFlight) {
    Start start = new Start(atNanos, 1, inFlight);
    recent.started(start);
    return start;
  }

  @Test
  @DisplayName("count a call as accepted until its refusal comes")
  void startedCalls_areAccepted_untilRefused() {
    start(1, 1);
    Start second = start(2, 2);
    assertThat(recent.acceptedAmong(1)).isEqualTo(2);
    assertThat(recent.acceptedAmong(2)).isEqualTo(1);

    recent.refused(second, 3);
    assertThat(recent.acceptedAmong(1)).isEqualTo(1);
    assertThat(recent.acceptedAmong(2)).isZero();
    assertThat(recent.refusedAmong(2)).isEqualTo(1);
  }

  @Test
  @DisplayName("count refusals once that come together")
  void echoes_areNotCounted() {
    Start first = start(1, 1);
    Start second = start(2, 2);
    recent.refused(first, 10);

    assertThat(recent.isEcho(second)).isTrue();
    recent.refused(second, 11);
    assertThat(recent.refusedAmong(1)).isEqualTo(1);
    assertThat(recent.acceptedAmong(1)).isZero();
    assertThat(recent.isEcho(start(12, 1))).isFalse();
  }

  @Test
  @DisplayName("give the rate of accepted calls over a span")
  void acceptedPerSecond_countsTheSpan() {
    for (int i = 0; i < 20; i++) {
      start(i * SECOND / 10, 1);
    }

    assertThat(recent.acceptedPerSecond(SECOND, 2 * SECOND)).isEqualTo(10);
    assertThat(recent.acceptedPerSecond(-8 * SECOND, 2 * SECOND))
        .as("of what is known")
        .isEqualTo(10);
    assertThat(recent.acceptedPerSecond(2 * SECOND, 3 * SECOND)).isZero();
  }

  @Test
  @DisplayName("forget a call that did not start after all")
  void returnedCalls_areForgotten() {
    recent.returned(start(1, 1));

    assertThat(recent.acceptedAmong(0)).isZero();
    assertThat(recent.refusedAmong(0)).isZero();
  }

  @Test
  @DisplayName("are bounded in number, and refusals are as recent as acceptances")
  void oldCalls_areForgotten() {
    recent.refused(start(0, 1), 1);
    for (int i = 0; i < 1_000; i++) {
      start(10 + i, 1);
    }
    recent.refused(start(2_000, 1), 2_001);

    assertThat(recent.acceptedAmong(0)).isLessThanOrEqualTo(200);
    assertThat(recent.refusedAmong(0)).isEqualTo(1);
  }

  @Test
  @DisplayName("tell an outage by the refusals in a row")
  void refusedInARow_endsWithAnAcceptedCall() {
    start(1, 1);
    recent.refused(start(2, 1), 3);
    recent.refused(start(4, 1), 5);
    assertThat(recent.refusedInARow()).isEqualTo(2);

    start(6, 1);
    assertThat(recent.refusedInARow()).isZero();
  }
}
