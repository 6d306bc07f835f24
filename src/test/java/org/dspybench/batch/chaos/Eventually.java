package org.dspybench.batch.chaos;

import java.time.Duration;

/** Waits for what takes a moment. */
final class Eventually {

  /** Tells what is late from what never comes, on a busy machine too. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final Duration LOOK = Duration.ofMillis(20);

  private Eventually() {}

  /** Returns when the assertion holds; fails as it does if it does not in fifteen seconds. */
  static void holds(Runnable assertion) {
    long begin = System.nanoTime();
    while (true) {
      try {
        assertion.run();
        return;
      } catch (AssertionError notYet) {
        if (System.nanoTime() - begin > LONGEST.toNanos()) {
          throw notYet;
        }
      }
      try {
        Thread.sleep(LOOK.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
