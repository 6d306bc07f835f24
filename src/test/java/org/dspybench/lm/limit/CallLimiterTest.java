package org.dspybench.lm.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A limiter")
@Timeout(60)
class CallLimiterTest {

  private static CallLimiter fixed(int calls) {
    return CallLimiter.of(new CallLimit.Fixed(calls));
  }

  @Test
  @DisplayName("lets in as many calls as allowed, and the next when one has ended")
  void acquire_waits_whenAllPermitsAreOut() {
    try (CallLimiter limiter = fixed(2)) {
      Permit first = limiter.acquire(1).join();
      limiter.acquire(1).join();
      CompletableFuture<Permit> third = limiter.acquire(1);

      assertThat(third).isNotDone();
      assertThat(limiter.inFlight()).isEqualTo(2);
      assertThat(limiter.waiting()).isEqualTo(1);
      assertThat(limiter.limit()).isEqualTo(OptionalInt.of(2));

      first.succeeded();
      assertThat(third).isDone();
      assertThat(limiter.inFlight()).isEqualTo(2);
      assertThat(limiter.waiting()).isZero();
    }
  }

  @Test
  @DisplayName("serves in the order of arrival")
  void acquire_isFirstComeFirstServed() {
    try (CallLimiter limiter = fixed(1)) {
      List<Integer> served = new ArrayList<>();
      List<Permit> permits = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        int number = i;
        var unused =
            limiter
                .acquire(1)
                .thenAccept(
                    permit -> {
                      served.add(number);
                      permits.add(permit);
                    });
      }
      for (int i = 0; i < 100; i++) {
        permits.get(i).succeeded();
      }
      assertThat(served).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }
  }

  @Test
  @DisplayName("counts the end of a call once, whatever is said after")
  void permit_endsOnce() {
    try (CallLimiter limiter = fixed(2)) {
      Permit permit = limiter.acquire(1).join();
      limiter.acquire(1).join();
      permit.ignored();
      permit.succeeded();
      permit.dropped(Optional.of(Duration.ofSeconds(1)));

      assertThat(limiter.inFlight()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("of a fixed number takes no notice of drops: each caller waits for itself")
  void fixed_ignoresHints() {
    try (CallLimiter limiter = fixed(1)) {
      limiter.acquire(1).join().dropped(Optional.of(Duration.ofHours(1)));

      assertThat(limiter.acquire(1)).isDone();
    }
  }

  @Test
  @DisplayName("forgets a waiter that cancels, and those behind it move up")
  void cancelledWaiter_givesUpItsPlace() {
    try (CallLimiter limiter = fixed(1)) {
      Permit permit = limiter.acquire(1).join();
      CompletableFuture<Permit> impatient = limiter.acquire(1);
      CompletableFuture<Permit> patient = limiter.acquire(1);
      impatient.cancel(true);
      assertThat(limiter.waiting()).isEqualTo(1);

      permit.succeeded();
      assertThat(patient).isDone();
      assertThat(limiter.inFlight()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("forgets a waiter whose own time limit passes")
  void timedOutWaiter_givesUpItsPlace() {
    try (CallLimiter limiter = fixed(1)) {
      limiter.acquire(1).join();
      CompletableFuture<Permit> waiter = limiter.acquire(1).orTimeout(1, TimeUnit.MILLISECONDS);

      assertThat(waiter)
          .failsWithin(30, TimeUnit.SECONDS)
          .withThrowableThat()
          .withCauseInstanceOf(TimeoutException.class);
      assertThat(limiter.waiting()).isZero();
    }
  }

  @Test
  @DisplayName("lets those behind go when a call that needed much gives up at the head of the line")
  void cancelledHead_letsTheOthersGo() {
    VirtualTime time = new VirtualTime();
    CallLimiter limiter = CallLimiter.of(CallLimit.of("rate:60000tpm"), time, time.alarm());
    limiter.acquire(1_000).join();
    time.run(TimeUnit.MILLISECONDS.toNanos(500));
    CompletableFuture<Permit> large = limiter.acquire(50_000);
    CompletableFuture<Permit> small = limiter.acquire(10);
    assertThat(small).isNotDone();

    large.cancel(false);
    assertThat(small).isDone();
  }

  @Test
  @DisplayName("turns everybody away when it is closed, and whoever comes after")
  void close_failsAllWaiters() {
    CallLimiter limiter = fixed(1);
    Permit permit = limiter.acquire(1).join();
    CompletableFuture<Permit> waiter = limiter.acquire(1);
    limiter.close();
    limiter.close();

    for (CompletableFuture<Permit> future : List.of(waiter, limiter.acquire(1))) {
      assertThat(future).isCompletedExceptionally();
      assertThat(future.handle((granted, failure) -> failure).join())
          .isInstanceOf(CancellationException.class)
          .hasMessage("the limit on LM calls was closed");
    }
    permit.succeeded();
    assertThat(limiter.inFlight()).isZero();
    assertThat(limiter.waiting()).isZero();
  }

  @Test
  @DisplayName("refuses a number of tokens below zero")
  void acquire_refusesNegativeTokens() {
    try (CallLimiter limiter = fixed(1)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> limiter.acquire(-1))
          .withMessage("a call cannot use -1 tokens");
    }
  }

  @Test
  @DisplayName("in real time starts its thread when a call has to wait for time, and ends it")
  void timer_isStartedOnDemand_andStopped() throws InterruptedException {
    try (CallLimiter limiter = CallLimiter.of(CallLimit.of("rate:6000rpm,burst=1"))) {
      limiter.acquire(1).join().succeeded();
      for (int i = 0; i < 5; i++) {
        assertThat(limiter.acquire(1)).succeedsWithin(30, TimeUnit.SECONDS);
      }
      assertThat(timers()).hasSize(1).allMatch(Thread::isDaemon);
    }
    for (Thread timer : timers()) {
      timer.join(30_000);
    }
    assertThat(timers()).isEmpty();
  }

  private static List<Thread> timers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("lm-limit"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed:4", "adaptive:aimd", "adaptive:gradient2", "rate:1000000000rpm"})
  @DisplayName("leaks no permit, whoever acquires, cancels and ends at whatever moment")
  void permits_areNeverLost_whenThreadsRace(String text) {
    AtomicInteger held = new AtomicInteger();
    try (CallLimiter limiter = CallLimiter.of(CallLimit.of(text))) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<CompletableFuture<Void>> all =
          IntStream.range(0, 8)
              .mapToObj(
                  seed ->
                      CompletableFuture.runAsync(() -> acquireAndEnd(limiter, held, seed), threads))
              .toList();
      all.forEach(CompletableFuture::join);
      threads.shutdown();

      assertThat(held).hasValue(0);
      assertThat(limiter.inFlight()).isZero();
      assertThat(limiter.waiting()).isZero();
      int again = limiter.limit().orElse(20);
      List<CompletableFuture<Permit>> permits =
          IntStream.range(0, again).mapToObj(i -> limiter.acquire(1)).toList();
      assertThat(permits).allSatisfy(p -> assertThat(p).succeedsWithin(30, TimeUnit.SECONDS));
      assertThat(limiter.inFlight()).isEqualTo(again);
    }
  }

  /** What a thread does: every third caller gives up at about the moment of its turn. */
  private static void acquireAndEnd(CallLimiter limiter, AtomicInteger held, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5_000; i++) {
      CompletableFuture<Permit> future = limiter.acquire(random.nextInt(100));
      CompletableFuture<Void> use = future.thenAccept(permit -> held.incrementAndGet());
      if (random.nextInt(3) == 0) {
        for (int spin = random.nextInt(200); spin > 0; spin--) {
          Thread.onSpinWait();
        }
        future.cancel(false);
      }
      if (!future.isCancelled()) {
        use.join();
        held.decrementAndGet();
        end(future.join(), random.nextInt(20));
      }
    }
  }

  private static void end(Permit permit, int draw) {
    if (draw == 0) {
      permit.ignored();
    } else {
      permit.succeeded();
    }
  }

  @Test
  @DisplayName("never has more in flight than allowed, whoever races")
  void inFlight_neverExceedsTheLimit() {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (CallLimiter limiter = fixed(3)) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<CompletableFuture<Void>> all =
          IntStream.range(0, 8)
              .mapToObj(
                  i ->
                      CompletableFuture.runAsync(
                          () -> {
                            for (int call = 0; call < 1_000; call++) {
                              Permit permit = limiter.acquire(1).join();
                              most.accumulateAndGet(now.incrementAndGet(), Math::max);
                              now.decrementAndGet();
                              permit.succeeded();
                            }
                          },
                          threads))
              .toList();
      all.forEach(CompletableFuture::join);
      threads.shutdown();
    }
    assertThat(most.get()).isBetween(1, 3);
  }
}
