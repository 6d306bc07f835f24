package org.dspybench.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.Gamma;
import org.dspybench.simulator.latency.LatencySummary;
import org.dspybench.simulator.latency.LogNormal;
import org.dspybench.simulator.latency.PartedLatency;
import org.dspybench.simulator.latency.TokenPace;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What seed and content decide")
class DeterminismTest {

  private static final int THREADS = 200;
  private static final int CALLS = 4000;

  /** Every part of the latency varies, and a third of the attempts meets one of three faults. */
  private static final SimulatorProfile FAULTY =
      new SimulatorProfile(
              "faulty",
              "d",
              "s",
              new PartedLatency(
                  LogNormal.byMedian(0.65, 0.28),
                  Optional.of(new TokenPace(LogNormal.byMedian(100, 0.3), new Gamma(0.014, 0.2)))),
              Epochs.CALM.limits())
          .withFaults(
              List.of(
                  Epochs.rateLimit(0.1),
                  FaultRule.of(FaultKind.RESET_MID_BODY, new Trigger.Share(0.1)),
                  FaultRule.of(FaultKind.SERVER_ERROR, new Trigger.Share(0.1))));

  private final Epochs epochs = new Epochs();

  /** What the promise is about. */
  private record Decided(String key, int attempt, long plannedMicros, int status) {}

  @Test
  @Timeout(60)
  @DisplayName("is the same for one caller and for 200 at a time, each body asked twice")
  void decisions_areTheSame_whateverTheConcurrency() throws Exception {
    Epoch sequential = epochs.of(FAULTY, 42);
    IntStream.range(0, CALLS).forEach(i -> untilAnswered(sequential, i));
    Epoch concurrent = epochs.of(FAULTY, 42);
    inThreads(concurrent);
    Set<Decided> decided = decided(concurrent);

    assertThat(decided).isEqualTo(decided(sequential)).hasSizeGreaterThan(CALLS);
    assertThat(decided.stream().map(Decided::status)).contains(200, 429, 500, 0);
    assertThat(concurrent.stats(Duration.ZERO).answered()).isEqualTo(CALLS);
  }

  /** As a client does that tries again until it has its answer. */
  private void untilAnswered(Epoch epoch, int number) {
    PlannedCall call = epochs.arrive(epoch, "body " + number % (CALLS / 2));
    epoch.delivered(call, status(call));
    if (!(call.fate() instanceof Fate.Answered)) {
      untilAnswered(epoch, number);
    }
  }

  private void inThreads(Epoch epoch) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CountDownLatch together = new CountDownLatch(THREADS);
    try {
      List<Future<?>> callers = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        int first = thread;
        callers.add(threads.submit(() -> every200th(epoch, first, together)));
      }
      for (Future<?> caller : callers) {
        caller.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private void every200th(Epoch epoch, int first, CountDownLatch together) {
    together.countDown();
    try {
      together.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    for (int number = first; number < CALLS; number += THREADS) {
      untilAnswered(epoch, number);
    }
  }

  private static int status(PlannedCall call) {
    return call.fate() instanceof Fate.Broken ? 0 : Epochs.status(call);
  }

  private static Set<Decided> decided(Epoch epoch) {
    return epoch.calls().stream()
        .map(call -> new Decided(call.key(), call.attempt(), call.plannedMicros(), call.status()))
        .collect(Collectors.toSet());
  }

  @Test
  @DisplayName("differs with another seed, in sequence and not in shape")
  void decisions_differ_withTheSeed() {
    LatencySummary plan = FAULTY.latency().summary();
    List<Long> one = planned(1);
    List<Long> other = planned(2);

    assertThat(other).isNotEqualTo(one);
    for (List<Long> micros : List.of(one, other)) {
      List<Long> sorted = micros.stream().sorted().toList();
      assertThat(micros.stream().mapToLong(Long::longValue).average().orElseThrow())
          .isCloseTo(plan.mean().toNanos() / 1e3, withPercentage(2));
      assertThat((double) sorted.get(19_799))
          .isCloseTo(plan.p99().toNanos() / 1e3, withPercentage(5));
    }
  }

  private List<Long> planned(long seed) {
    Epoch epoch = epochs.of(FAULTY.withFaults(List.of()), seed);
    return IntStream.range(0, 20_000)
        .mapToObj(i -> epochs.arrive(epoch, "body " + i).timing().totalNanos() / 1000)
        .toList();
  }

  @Test
  @DisplayName("leaves latencies alone when a fault is switched on, whatever the fault")
  void latencies_stay_whenAnyFaultIsSwitchedOn() {
    Epoch calm = epochs.of(FAULTY.withFaults(List.of()), 1);
    long planned = epochs.arrive(calm, "body").timing().totalNanos();
    for (FaultKind kind : FaultKind.values()) {
      FaultRule first = FaultRule.of(kind, new Trigger.FirstAttempts(kind.answers() ? 1 : 3));
      Epoch faulty = epochs.of(FAULTY.withFaults(List.of(first)), 1);
      List<PlannedCall> calls =
          IntStream.range(0, 4).mapToObj(i -> epochs.arrive(faulty, "body")).toList();
      PlannedCall answer =
          calls.stream().filter(call -> call.timing().totalNanos() > 0).findFirst().orElseThrow();

      assertThat(answer.timing().totalNanos()).as(kind.label()).isEqualTo(planned);
    }
  }
}
