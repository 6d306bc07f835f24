package org.dspybench.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A queue before so many servers")
class ServerQueueTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  @DisplayName("serves arrivals at one instant in waves of its capacity")
  void take_servesInWaves() {
    ServerQueue queue = new ServerQueue(16);

    assertThat(IntStream.range(0, 160).mapToLong(i -> queue.take(5 * SECOND, SECOND)).toArray())
        .containsExactly(IntStream.range(0, 160).mapToLong(i -> i / 16 * SECOND).toArray());
  }

  @Test
  @DisplayName("makes nobody wait for whom there is a server")
  void take_waitsForNobody_whenAServerIsFree() {
    ServerQueue queue = new ServerQueue(2);

    assertThat(queue.take(0, 10)).isZero();
    assertThat(queue.take(1, 2)).isZero();
    assertThat(queue.take(2, 5)).isEqualTo(1);
    assertThat(queue.take(100, 5)).isZero();
  }

  /**
   * J. Kiefer and J. Wolfowitz (1955), "On the theory of queues with many servers", Transactions of
   * the American Mathematical Society 78, 1–18: the vector of the servers' work, sorted, of which
   * the next arrival waits for the first component.
   */
  @Test
  @DisplayName("makes everybody wait as the recursion of Kiefer and Wolfowitz does")
  void take_isTheRecursion() {
    SplittableRandom random = new SplittableRandom(1);
    ServerQueue queue = new ServerQueue(5);
    long[] work = new long[5];
    long now = 0;
    for (int i = 0; i < 10_000; i++) {
      long gap = random.nextLong(400);
      long service = random.nextLong(2000);
      now += gap;
      for (int server = 0; server < work.length; server++) {
        work[server] = Math.max(0, work[server] - gap);
      }
      Arrays.sort(work);
      long waits = work[0];
      work[0] += service;

      assertThat(queue.take(now, service)).isEqualTo(waits);
    }
  }

  /**
   * A. K. Erlang's C formula: with arrivals and services exponential, C servers and a load of a
   * erlangs, the mean wait is {@code P(wait) * service / (C - a)}. For C = 4 and a = 3.2, P(wait)
   * is 0.5964, so the mean wait is 0.7455 services.
   */
  @Test
  @DisplayName("has the mean wait of Erlang's formula")
  void take_hasErlangsMeanWait() {
    SplittableRandom random = new SplittableRandom(1);
    ServerQueue queue = new ServerQueue(4);
    double now = 0;
    double waited = 0;
    int arrivals = 2_000_000;
    for (int i = 0; i < arrivals; i++) {
      now += -Math.log(1 - random.nextDouble()) / 3.2;
      double service = -Math.log(1 - random.nextDouble());
      waited += queue.take((long) (now * 1e6), (long) (service * 1e6)) / 1e6;
    }

    assertThat(waited / arrivals).isCloseTo(0.7455, withPercentage(3));
  }

  @Test
  @DisplayName("lets those who come later gain by one who left, and nobody else")
  void leave_freesAServer() {
    ServerQueue queue = new ServerQueue(1);
    List<Long> waits = new ArrayList<>();
    waits.add(queue.take(0, 10));
    queue.leave(10, 3);
    waits.add(queue.take(4, 10));
    waits.add(queue.take(5, 10));
    // Its server has been promised to the third already.
    queue.leave(14, 6);
    waits.add(queue.take(7, 10));

    assertThat(waits).containsExactly(0L, 0L, 9L, 17L);
  }
}
