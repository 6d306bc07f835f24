package org.dspybench.lm.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A limit whose rate changes, and one that obeys")
class ChangedRateTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final VirtualTime time = new VirtualTime();
  private final AtomicInteger started = new AtomicInteger();

  private CallLimiter limiter(CallLimit limit, int calls) {
    CallLimiter limiter = CallLimiter.of(limit, time, time.alarm());
    for (int i = 0; i < calls; i++) {
      var unused =
          limiter
              .acquire(1)
              .thenAccept(
                  permit -> {
                    started.incrementAndGet();
                    time.after(0, permit::succeeded);
                  });
    }
    return limiter;
  }

  private static CallLimit.Rate rate(String text) {
    return (CallLimit.Rate) CallLimit.of(text);
  }

  private int startedWithin(long nanos) {
    int before = started.get();
    time.run(nanos);
    return started.get() - before;
  }

  @Test
  @DisplayName("lets calls in line start at the new rate, without waiting for the old one's turn")
  void fasterRate_holdsAtOnce() {
    CallLimiter limiter = limiter(rate("rate:1rpm"), 10_000);
    assertThat(startedWithin(SECOND)).isLessThanOrEqualTo(1);

    limiter.changeRate(rate("rate:6000rpm"));

    assertThat((double) startedWithin(10 * SECOND)).isCloseTo(1000, within(5.0));
  }

  @Test
  @DisplayName("a change gives no burst: nothing is added to what was saved up")
  void changes_addNothing() {
    CallLimiter limiter = limiter(rate("rate:6000rpm"), 10_000);
    startedWithin(5 * SECOND);
    int before = started.get();

    for (int i = 0; i < 10; i++) {
      limiter.changeRate(rate(i % 2 == 0 ? "rate:3000rpm" : "rate:6000rpm"));
    }

    assertThat(started.get() - before).isLessThanOrEqualTo(1);
    assertThat((double) startedWithin(10 * SECOND)).isCloseTo(1000, within(5.0));
  }

  @Test
  void slowerRate_keepsLessOfWhatIsSavedUp() {
    CallLimiter limiter = limiter(rate("rate:6000rpm,burst=100"), 0);
    limiter.changeRate(rate("rate:600rpm,burst=10"));
    for (int i = 0; i < 200; i++) {
      var unused = limiter.acquire(1).thenAccept(permit -> started.incrementAndGet());
    }
    assertThat(started.get()).isEqualTo(10);
  }

  @Test
  void debtOfTokens_isTakenOver() {
    CallLimiter limiter = limiter(rate("rate:600tpm"), 0);
    var unused = limiter.acquire(600).thenAccept(permit -> started.incrementAndGet());
    assertThat(started.get()).isEqualTo(1);

    limiter.changeRate(rate("rate:1200tpm"));
    var waiting = limiter.acquire(1).thenAccept(permit -> started.incrementAndGet());

    assertThat(startedWithin(29 * SECOND)).isZero();
    assertThat(startedWithin(2 * SECOND)).isEqualTo(1);
    assertThat(waiting).isCompleted();
  }

  @Test
  void limitThatIsNoRate_hasNoneToBeChanged() {
    CallLimiter limiter = limiter(new CallLimit.Fixed(3), 0);
    assertThatThrownBy(() -> limiter.changeRate(rate("rate:5rpm")))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  @DisplayName("an obedient limit starts nothing while the endpoint has asked one call to wait")
  void retryAfter_holdsUpAll() {
    CallLimiter limiter = limiter(new CallLimit.Obedient(new CallLimit.Fixed(5)), 0);
    Permit told = limiter.acquire(1).join();
    told.dropped(Optional.of(Duration.ofSeconds(7)));
    var waiting = limiter.acquire(1).thenAccept(permit -> started.incrementAndGet());

    assertThat(startedWithin(7 * SECOND - 1)).isZero();
    assertThat(startedWithin(2)).isEqualTo(1);
    assertThat(waiting).isCompleted();
  }

  @Test
  @DisplayName("a limit that is not lets the others go on")
  void retryAfter_isOtherwiseOfTheCallAlone() {
    CallLimiter limiter = limiter(new CallLimit.Fixed(5), 0);
    limiter.acquire(1).join().dropped(Optional.of(Duration.ofSeconds(7)));
    assertThat(limiter.acquire(1)).isCompleted();
  }

  @Test
  void obedientLimit_takesAnotherRate() {
    CallLimiter limiter = limiter(new CallLimit.Obedient(rate("rate:1rpm")), 1000);
    limiter.changeRate(rate("rate:6000rpm"));
    assertThat((double) startedWithin(5 * SECOND)).isCloseTo(500, within(5.0));
  }
}
