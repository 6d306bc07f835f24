package org.dspybench.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import java.util.Optional;
import org.dspybench.python.InterpreterLock.Contention;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("The interpreter lock")
class InterpreterLockTest {

  private static double contentionBeside(int busyThreads) throws InterruptedException {
    InterpreterLock lock = InterpreterLock.ofRunningPython();
    Optional<Contention> watched = lock.watch();
    assumeThat(watched).as("gilknocker, and a Python with the lock").isPresent();
    try (Contention contention = watched.orElseThrow();
        InterpreterLock.BusyThreads neighbours = lock.occupy(busyThreads)) {
      assertThat(neighbours).isNotNull();
      contention.reset();
      Thread.sleep(2 * Contention.SHORTEST.toMillis());
      return contention.share();
    }
  }

  @Test
  @DisplayName("is waited for beside a thread that computes, and hardly otherwise")
  void contention_isHigher_besideABusyThread() throws InterruptedException {
    try (Bridge bridge = Bridge.running("dspybench.controls:Empty", 1)) {
      assertThat(bridge).isNotNull();
      double alone = contentionBeside(0);
      double beside = contentionBeside(1);

      assertThat(alone).isBetween(0.0, 0.9);
      assertThat(beside).isBetween(alone, 1.0);
      assertThat(beside).isGreaterThan(0.1);
    }
  }

  @Test
  void predictions_areMade_besideABusyThread_atAnyInterval() {
    try (Bridge bridge = Bridge.running("dspybench.controls:Empty", 2)) {
      InterpreterLock lock = InterpreterLock.ofRunningPython();
      try (InterpreterLock.BusyThreads neighbours = lock.occupy(1)) {
        lock.switchEvery(Duration.ofMillis(5));
        assertThat(neighbours).isNotNull();
        assertThat(bridge.ask("q")).isInstanceOf(Reply.Returned.class);
      }
    }
  }
}
