package org.dspybench.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnstileTest {

  @Test
  void inside_neverHoldsMoreThreadsThanPlaces() {
    Turnstile turnstile = new Turnstile(2);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<CompletableFuture<Integer>> all =
        IntStream.range(0, 2000)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> turnstile.inside(() -> passThrough(now, most)), threads))
            .toList();
    all.forEach(CompletableFuture::join);
    threads.shutdown();

    // A machine that stops for a moment looks like a standstill, and lets the others past.
    assertThat(most.get()).isLessThan(16);
    assertThat(now.get()).isZero();
  }

  private static int passThrough(AtomicInteger now, AtomicInteger most) {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    Thread.onSpinWait();
    return now.decrementAndGet();
  }

  @Test
  void outside_letsAnotherThreadIn() {
    Turnstile turnstile = new Turnstile(1);
    CountDownLatch wentIn = new CountDownLatch(1);
    boolean met =
        turnstile.inside(
            () ->
                turnstile.outside(
                    () -> {
                      Thread visitor =
                          new Thread(
                              () ->
                                  turnstile.inside(
                                      () -> {
                                        wentIn.countDown();
                                        return true;
                                      }));
                      visitor.start();
                      return await(wentIn);
                    }));

    assertThat(met).isTrue();
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void cpuTimeOutside_countsWhatIsDoneThere_andNothingElse() {
    Turnstile turnstile = new Turnstile(1);
    turnstile.inside(() -> compute());
    assertThat(turnstile.cpuTimeOutside()).isZero();

    turnstile.inside(() -> turnstile.outside(() -> compute()));
    assertThat(turnstile.cpuTimeOutside()).isPositive();
  }

  private static long compute() {
    return IntStream.range(0, 1_000_000).asLongStream().map(i -> i * i % 7).sum();
  }

  @Test
  void outside_justRuns_onAThreadThatHasNoPlace() {
    Turnstile turnstile = new Turnstile(1);

    assertThat(turnstile.outside(() -> "ran")).isEqualTo("ran");
    assertThat(turnstile.inside(() -> "the one place is still one")).isNotNull();
  }

  @Test
  void placesAreGivenBack_whenAnActionThrows() {
    Turnstile turnstile = new Turnstile(1);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(
              () ->
                  turnstile.inside(
                      () ->
                          turnstile.outside(
                              () -> {
                                throw new IllegalStateException("no key");
                              })))
          .hasMessage("no key");
    }
    assertThat(turnstile.inside(() -> "free")).isEqualTo("free");
  }

  @Test
  @DisplayName(
      "a program that waits in Python, in the place it holds, does not keep the others out")
  void inside_isNotHeldUp_byThreadsThatWaitInTheirPlaces() {
    Turnstile turnstile = new Turnstile(2);
    CountDownLatch allIn = new CountDownLatch(8);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<CompletableFuture<Boolean>> all =
        IntStream.range(0, 8)
            .mapToObj(
                i -> CompletableFuture.supplyAsync(() -> meetInside(turnstile, allIn), threads))
            .toList();

    assertThat(all).allMatch(CompletableFuture::join);
    threads.shutdown();
  }

  private static boolean meetInside(Turnstile turnstile, CountDownLatch allIn) {
    return turnstile.inside(
        () -> {
          allIn.countDown();
          return await(allIn);
        });
  }
}
