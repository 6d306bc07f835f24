package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdealMakespanTest {

  @Test
  void listScheduling_givesEachQuestionToTheWorkerThatIsFreeFirst() {
    // Worker 1: 0–5, 5–6, 6–10. Worker 2: 0–3, 3–7.
    assertThat(IdealMakespan.listScheduling(new long[] {5, 3, 4, 1, 4}, 2)).isEqualTo(10);
  }

  @Test
  void listScheduling_keepsTheOrder_evenWhereAnotherWouldBeFaster() {
    // Longest first would end at 4; in the order given the long one starts at 2.
    assertThat(IdealMakespan.listScheduling(new long[] {2, 2, 4}, 2)).isEqualTo(6);
    assertThat(IdealMakespan.listScheduling(new long[] {4, 2, 2}, 2)).isEqualTo(4);
  }

  @Test
  void listScheduling_isTheSum_withOneWorker() {
    assertThat(IdealMakespan.listScheduling(new long[] {7, 1, 3}, 1)).isEqualTo(11);
  }

  @Test
  void listScheduling_isTheLongest_withAWorkerForEachQuestion() {
    assertThat(IdealMakespan.listScheduling(new long[] {7, 1, 3}, 3)).isEqualTo(7);
    assertThat(IdealMakespan.listScheduling(new long[] {7, 1, 3}, 200)).isEqualTo(7);
  }

  @Test
  void listScheduling_isNothing_forAnEmptyBatch() {
    assertThat(IdealMakespan.listScheduling(new long[0], 4)).isZero();
  }

  @Test
  void lowerBound_isTheShareOfEachWorkerOrTheLongest() {
    assertThat(IdealMakespan.lowerBound(new long[] {5, 3, 4, 1, 4}, 2)).isEqualTo(9);
    assertThat(IdealMakespan.lowerBound(new long[] {20, 3, 4, 1, 4}, 2)).isEqualTo(20);
    assertThat(IdealMakespan.lowerBound(new long[0], 2)).isZero();
  }

  @Test
  void listScheduling_liesBetweenTheLowerBoundAndGrahamsFactor() {
    Random random = new Random(1);
    for (int round = 0; round < 200; round++) {
      long[] latencies = random.longs(1 + random.nextInt(50), 0, 100_000).toArray();
      int workers = 1 + random.nextInt(12);
      long bound = IdealMakespan.lowerBound(latencies, workers);
      assertThat((double) IdealMakespan.listScheduling(latencies, workers))
          .as("%s on %d workers", Arrays.toString(latencies), workers)
          .isBetween((double) bound, bound * (2 - 1.0 / workers) + 1);
    }
  }

  @Test
  void bestSchedule_liesBetweenTheLowerBoundAndListScheduling_whichGrahamsFactorBounds() {
    Random random = new Random(2);
    for (int round = 0; round < 200; round++) {
      long[] latencies = random.longs(1 + random.nextInt(7), 0, 100).toArray();
      int workers = 1 + random.nextInt(4);
      long best = bestMakespan(latencies, 0, new long[workers]);
      assertThat(best)
          .as("%s on %d workers", Arrays.toString(latencies), workers)
          .isBetween(
              IdealMakespan.lowerBound(latencies, workers),
              IdealMakespan.listScheduling(latencies, workers));
      assertThat((double) IdealMakespan.listScheduling(latencies, workers))
          .isLessThanOrEqualTo(best * (2 - 1.0 / workers));
    }
  }

  @Test
  void listScheduling_reachesGrahamsFactor_whereTheLongestComesLast() {
    long[] latencies = {1, 1, 1, 1, 1, 1, 3};

    assertThat(IdealMakespan.listScheduling(latencies, 3)).isEqualTo(5);
    assertThat(bestMakespan(latencies, 0, new long[3])).isEqualTo(3);
  }

  /** Tries each worker for each question from {@code next} on. */
  private static long bestMakespan(long[] latencies, int next, long[] busy) {
    if (next == latencies.length) {
      return Arrays.stream(busy).max().orElseThrow();
    }
    long best = Long.MAX_VALUE;
    for (int worker = 0; worker < busy.length; worker++) {
      busy[worker] += latencies[next];
      best = Math.min(best, bestMakespan(latencies, next + 1, busy));
      busy[worker] -= latencies[next];
    }
    return best;
  }

  @Test
  void bothRefuse_whatCannotBe() {
    assertThatThrownBy(() -> IdealMakespan.listScheduling(new long[] {1}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("workers");
    assertThatThrownBy(() -> IdealMakespan.lowerBound(new long[] {-1}, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("latency");
    assertThatThrownBy(() -> IdealMakespan.listScheduling(new long[] {Long.MAX_VALUE, 1}, 1))
        .isInstanceOf(ArithmeticException.class);
  }
}
