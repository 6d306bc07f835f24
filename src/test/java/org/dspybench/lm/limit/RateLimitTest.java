package org.dspybench.lm.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A limit by rate")
class RateLimitTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final VirtualTime time = new VirtualTime();
  private final List<Long> startNanos = new ArrayList<>();

  private CallLimiter limiter(String limit) {
    return CallLimiter.of(CallLimit.of(limit), time, time.alarm());
  }

  /** Asks for that many permits at once, each ended as soon as it is granted. */
  private List<CompletableFuture<Void>> ask(CallLimiter limiter, int calls, int tokens) {
    List<CompletableFuture<Void>> asked = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      asked.add(
          limiter
              .acquire(tokens)
              .thenAccept(
                  permit -> {
                    startNanos.add(time.getAsLong());
                    time.after(0, permit::succeeded);
                  }));
    }
    return asked;
  }

  private long startedBy(long nanos) {
    return startNanos.stream().filter(start -> start <= nanos).count();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 60, 500, 10_000})
  @DisplayName("lets start what its requests per minute allow, within one in a hundred")
  void requestsPerMinute_areKept(int perMinute) {
    int minutes = Math.max(3, 1_000 / perMinute);
    ask(limiter("rate:" + perMinute + "rpm"), perMinute * (minutes + 1), 1);
    time.run(minutes * MINUTE);

    double allowed = perMinute * (minutes + 1.0 / 60);
    assertThat((double) startNanos.size()).isCloseTo(allowed, within(1 + allowed / 100));
  }

  @ParameterizedTest(name = "{0}: {1} at once")
  @CsvSource(
      delimiter = '|',
      value = {
        "rate:500rpm | 8",
        "rate:60rpm | 1",
        "rate:6rpm | 1",
        "rate:500rpm,burst=50 | 50",
        "rate:500rpm,burst=500 | 500"
      })
  @DisplayName("allows a burst of one second's requests, or of as many as it is told")
  void burst_isAllowedAtOnce(String limit, int burst) {
    ask(limiter(limit), 1_000, 1);

    assertThat(startNanos).hasSize(burst);
  }

  @Test
  @DisplayName("refills without steps: after the burst, calls start evenly spaced")
  void refill_isContinuous() {
    ask(limiter("rate:600rpm,burst=3"), 13, 1);
    time.run(SECOND);

    assertThat(startNanos).hasSize(13);
    for (int i = 3; i < 13; i++) {
      assertThat(startNanos.get(i)).isCloseTo((i - 2) * SECOND / 10, within(10L));
    }
  }

  @Test
  @DisplayName("never allows more than the burst and the refill, in any stretch of time")
  void burstAndRefill_areNeverExceeded_alsoAfterRest() {
    CallLimiter limiter = limiter("rate:600rpm,burst=5");
    ask(limiter, 20, 1);
    time.run(10 * SECOND);
    ask(limiter, 40, 1);
    time.run(2 * SECOND);

    assertThat(startedBy(12 * SECOND) - startedBy(10 * SECOND - 1)).isEqualTo(5 + 20);
  }

  @ParameterizedTest(name = "calls of {0} tokens")
  @ValueSource(ints = {1, 100, 2_000, 10_000, 59_999, 60_000})
  @DisplayName("lets start what its tokens per minute allow, for small calls and for large")
  void tokensPerMinute_areKept(int tokens) {
    int minutes = 10;
    ask(limiter("rate:60000tpm"), 60_000 * (minutes + 1) / tokens, tokens);
    time.run(minutes * MINUTE);

    double allowed = 60_000.0 * minutes / tokens;
    // The bucket, a second's worth, or one call that is larger, comes on top.
    double burst = Math.max(1, 1_000.0 / tokens);
    assertThat((double) startNanos.size()).isBetween(Math.floor(allowed), allowed + burst);
  }

  @ParameterizedTest(name = "calls of {0} tokens: {1} in a minute")
  @CsvSource({"10, 600", "100, 600", "1000, 60", "6000, 10"})
  @DisplayName("keeps whichever of its two rates is the tighter")
  void bothRates_areKept(int tokens, int calls) {
    ask(limiter("rate:600rpm,60000tpm"), 2_000, tokens);
    time.run(MINUTE);

    assertThat(startNanos.size()).isBetween(calls, calls + 10);
  }

  @Test
  @DisplayName("lets a large call at the head of the line wait, and nobody overtake it")
  void largeCall_isNotOvertaken() {
    CallLimiter limiter = limiter("rate:60000tpm");
    ask(limiter, 1, 1_000);
    List<CompletableFuture<Void>> large = ask(limiter, 1, 30_000);
    List<CompletableFuture<Void>> small = ask(limiter, 1, 1);

    time.run(SECOND - 1_000);
    assertThat(large.get(0)).isNotDone();
    assertThat(small.get(0)).isNotDone();

    time.run(2_000);
    assertThat(large.get(0)).isDone();
    assertThat(small.get(0)).as("waits until the debt is paid").isNotDone();

    time.run(30 * SECOND);
    assertThat(small.get(0)).isDone();
  }

  @Test
  @DisplayName("refuses a call of more tokens than a whole minute has")
  void tooLargeCall_fails() {
    CallLimiter limiter = limiter("rate:60000tpm");

    assertThat(limiter.acquire(60_001))
        .failsWithin(0, TimeUnit.SECONDS)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(IllegalArgumentException.class)
        .withMessage(
            "a call of 60001 tokens is more than a whole minute's 60000; shorten it, or raise the"
                + " limit in tpm");
    assertThat(limiter.waiting()).isZero();
  }

  @Test
  @DisplayName("takes nothing for a caller that gives up")
  void cancelledWaiter_takesNothing() {
    CallLimiter limiter = limiter("rate:600rpm,burst=1");
    ask(limiter, 1, 1);
    List<CompletableFuture<Permit>> impatient =
        List.of(limiter.acquire(1), limiter.acquire(1), limiter.acquire(1));
    ask(limiter, 1, 1);
    impatient.forEach(future -> future.cancel(false));
    time.run(SECOND);

    assertThat(startNanos).hasSize(2);
    assertThat(startNanos.get(1)).isCloseTo(SECOND / 10, within(10L));
  }

  @Test
  @DisplayName("does not limit the calls in flight")
  void limit_isEmpty() {
    assertThat(limiter("rate:500rpm").limit()).isEqualTo(OptionalInt.empty());
  }
}
