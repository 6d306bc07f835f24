package org.dspybench.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.dspybench.simulator.call.Epochs.CALM;
import static org.dspybench.simulator.call.Epochs.SECOND;
import static org.dspybench.simulator.call.Epochs.refusal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.dspybench.simulator.fault.FaultAsked;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.ErrorReply;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("An epoch")
class EpochTest {

  private final Epochs epochs = new Epochs();

  @Test
  @DisplayName("meets a fault in 10 ± 1 % of 10,000 bodies if that is the share")
  void arrive_isRefusedAtTheGivenShare() {
    Epoch epoch = epochs.refusing(0.1);

    long refused =
        IntStream.range(0, 10_000)
            .filter(i -> refusal(epochs.arrive(epoch, "body " + i)).isPresent())
            .count();

    assertThat(refused / 10_000.0).isCloseTo(0.1, within(0.01));
  }

  @Test
  @DisplayName("gives a call the latency that it would have without faults, after its last retry")
  void arrive_keepsLatency_whenFaultsAreSwitchedOn() {
    Epoch calm = epochs.refusing(0);
    Epoch faulty = epochs.refusing(0.5);
    for (int i = 0; i < 500; i++) {
      String body = "body " + i % 250;
      PlannedCall call = epochs.arrive(faulty, body);
      while (refusal(call).isPresent()) {
        assertThat(call.timing().totalNanos()).isZero();
        call = epochs.arrive(faulty, body);
      }
      assertThat(call.timing().totalNanos())
          .isEqualTo(epochs.arrive(calm, body).timing().totalNanos())
          .isPositive();
    }
  }

  @Test
  @DisplayName("breaks an answer when it would have come, and repeats its latency in the retry")
  void arrive_breaksWhenTheAnswerIsDue() {
    FaultRule rule = FaultRule.of(FaultKind.RESET_MID_BODY, new Trigger.FirstAttempts(2));
    Epoch epoch = epochs.of(CALM.withFaults(List.of(rule)), 1);
    Epoch calm = epochs.of(CALM, 1);
    long planned = epochs.arrive(calm, "body").timing().totalNanos();

    for (int attempt = 1; attempt <= 3; attempt++) {
      PlannedCall call = epochs.arrive(epoch, "body");

      assertThat(call.attempt()).isEqualTo(attempt);
      assertThat(call.timing().totalNanos()).isEqualTo(planned);
      assertThat(call.fate())
          .isEqualTo(attempt < 3 ? new Fate.Broken(FaultKind.RESET_MID_BODY) : new Fate.Answered());
    }
  }

  @Test
  @DisplayName("takes another draw for each arrival of one body")
  void arrive_drawsAnew_whenABodyIsAskedAgain() {
    Epoch epoch = epochs.refusing(0);

    assertThat(
            IntStream.range(0, 50)
                .mapToLong(i -> epochs.arrive(epoch, "body").timing().totalNanos())
                .distinct())
        .hasSize(50);
  }

  @Test
  @DisplayName("strikes calls by their number, and for a time, counted from the reset")
  void arrive_isStruckBySchedule() {
    FaultRule byNumber = FaultRule.of(FaultKind.SERVER_ERROR, new Trigger.Calls(2, 3));
    FaultRule byTime = FaultRule.of(FaultKind.UNAVAILABLE, new Trigger.Seconds(5, 8));
    Epoch epoch = epochs.of(CALM.withFaults(List.of(byNumber, byTime)), 1);

    List<Integer> first = IntStream.range(0, 4).mapToObj(i -> status(epoch, "early " + i)).toList();
    epochs.sleep(5 * SECOND);
    int inside = status(epoch, "late");
    epochs.sleep(3 * SECOND);
    int after = status(epoch, "last");

    assertThat(first).containsExactly(200, 500, 500, 200);
    assertThat(inside).isEqualTo(503);
    assertThat(after).isEqualTo(200);
  }

  private int status(Epoch epoch, String body) {
    return Epochs.status(epochs.arrive(epoch, body));
  }

  @Test
  @DisplayName("does to a request what it asks for, on so many first attempts of its body")
  void arrive_doesWhatARequestAsksFor() {
    Epoch epoch = epochs.refusing(0);
    Optional<FaultAsked> asked = Optional.of(new FaultAsked(FaultKind.OVERLOADED, 2));

    assertThat(
            IntStream.range(0, 4)
                .mapToObj(i -> Epochs.status(epochs.arrive(epoch, "body", 1, asked))))
        .containsExactly(529, 529, 200, 200);
  }

  @ParameterizedTest
  @CsvSource({
    "RATE_LIMIT, 429, rate_limit_exceeded",
    "SLOW_DOWN, 429, slow_down",
    "INSUFFICIENT_QUOTA, 429, insufficient_quota",
    "UNAVAILABLE, 503, server_is_overloaded",
    "INVALID_KEY, 401, invalid_api_key",
    "CONTEXT_LENGTH, 400, context_length_exceeded"
  })
  @DisplayName("refuses at once, with the status and the code of the fault")
  void arrive_refusesInTheProvidersWords(FaultKind kind, int status, String code) {
    Epoch epoch = epochs.of(CALM.withFaults(List.of(Epochs.always(kind))), 1);
    PlannedCall call = epochs.arrive(epoch, "body");
    ErrorReply reply = refusal(call).orElseThrow();

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.body().path("error").path("code").asText()).isEqualTo(code);
    assertThat(call.dueNanos()).isEqualTo(call.arrivedNanos());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("counts each attempt once, under what it came to")
  void stats_addUp(FaultKind kind) {
    Epoch epoch = epochs.of(CALM.withFaults(List.of(Epochs.always(kind))), 1);
    PlannedCall delivered = epochs.arrive(epoch, "one");
    PlannedCall abandoned = epochs.arrive(epoch, "two");
    epoch.delivered(delivered, Epochs.status(delivered));
    epoch.abandoned(abandoned);
    epochs.arrive(epoch, "one");
    epochs.arrive(epoch, "two");

    SimulatorStats stats = epoch.stats(Duration.ZERO);
    boolean rateLimited = Epochs.status(delivered) == 429;
    assertThat(stats.requests()).isEqualTo(4);
    assertThat(stats.answered()).isEqualTo(kind.answers() ? 1 : 0);
    assertThat(stats.rateLimited()).isEqualTo(rateLimited ? 1 : 0);
    assertThat(stats.failed()).isEqualTo(kind.answers() || rateLimited ? 0 : 1);
    assertThat(stats.abandoned()).isEqualTo(1);
    assertThat(stats.inFlight()).isEqualTo(2);
    assertThat(stats.retries()).isEqualTo(kind.answers() ? 1 : 2);
    assertThat(stats.faults()).containsExactly(kind.label() + ": share 1.0");
  }

  @Test
  @DisplayName("counts an arrival after a 429 of the same body as a retry, once for each 429")
  void stats_countRetries() {
    Epoch epoch = epochs.refusing(1);
    for (String body : List.of("a", "a", "b", "a")) {
      epochs.arrive(epoch, body);
    }

    assertThat(epoch.stats(Duration.ZERO).retries()).isEqualTo(2);
  }

  @Test
  @DisplayName("rejects by a quota without using up what the seed decided")
  void arrive_keepsDraws_whenAQuotaRejects() {
    Epoch free = epochs.refusing(0.5);
    SimulatorProfile faulty = CALM.withFaults(List.of(Epochs.rateLimit(0.5)));
    Epoch limited = epochs.of(faulty.withLimits(RateLimits.perMinute(60, null, 0)), 1);
    for (int i = 0; i < 50; i++) {
      PlannedCall rejected = epochs.arrive(limited, "body");
      assertThat(refusal(rejected).orElseThrow().waitAsked()).contains(Duration.ofSeconds(1));
      epochs.sleep(SECOND);
      PlannedCall admitted = epochs.arrive(limited, "body");
      PlannedCall unlimited = epochs.arrive(free, "body");
      assertThat(admitted.timing()).isEqualTo(unlimited.timing());
      assertThat(refusal(admitted)).isEqualTo(refusal(unlimited));
      assertThat(rejected.fault()).isEmpty();
    }
  }

  @Test
  @DisplayName("says that waiting never helps a request above the whole limit")
  void arrive_asksForNoWait_whenTheRequestIsTooLarge() {
    Epoch epoch = epochs.of(CALM.withLimits(RateLimits.perMinute(null, 1000, 1)), 1);
    ErrorReply refusal =
        refusal(epochs.arrive(epoch, "body", 1001, Optional.empty())).orElseThrow();

    assertThat(epoch.stats(Duration.ZERO).limits()).containsExactly("tokens: 1000 a minute");
    assertThat(refusal.waitAsked()).isEmpty();
    assertThat(refusal.body().toString())
        .contains("Request too large", "Limit 1000, Requested 1001");
  }

  @Test
  @DisplayName("with a capacity lets the others wait, apart from their planned time")
  void arrive_queues_whenThereIsACapacity() {
    SimulatorProfile two =
        new SimulatorProfile(
            "two", "d", CALM.source(), CALM.latency(), 2, CALM.limits(), List.of());
    Epoch queued = epochs.of(two, 1);
    Epoch free = epochs.of(CALM, 1);
    List<PlannedCall> calls =
        IntStream.range(0, 3).mapToObj(i -> epochs.arrive(queued, "body " + i)).toList();
    long firstFree =
        Math.min(calls.get(0).timing().totalNanos(), calls.get(1).timing().totalNanos());

    assertThat(calls).extracting(PlannedCall::queuedNanos).containsExactly(0L, 0L, firstFree);
    assertThat(calls.get(2).dueNanos())
        .isEqualTo(calls.get(2).arrivedNanos() + firstFree + calls.get(2).timing().totalNanos());
    assertThat(calls.get(2).timing())
        .isEqualTo(
            IntStream.range(0, 3)
                .mapToObj(i -> epochs.arrive(free, "body " + i))
                .toList()
                .get(2)
                .timing());
  }

  @Test
  @DisplayName("weights the calls in flight by time, from first arrival to last delivery")
  void stats_weightCallsInFlightByTime() {
    Epoch epoch = epochs.refusing(0);
    epochs.sleep(6 * SECOND);
    PlannedCall one = epochs.arrive(epoch, "1");
    epochs.sleep(SECOND);
    PlannedCall two = epochs.arrive(epoch, "2");
    epochs.sleep(SECOND);
    epoch.delivered(one, 200);
    epochs.sleep(2 * SECOND);
    epoch.delivered(two, 200);
    epochs.sleep(60 * SECOND);

    SimulatorStats stats = epoch.stats(Duration.ZERO);
    assertThat(stats.inFlightMean()).isCloseTo((2 + 3) / 4.0, within(1e-9));
    assertThat(stats.inFlightPeak()).isEqualTo(2);
    assertThat(stats.inFlight()).isZero();
    assertThat(stats.age()).isEqualTo(Duration.ofSeconds(70));
    assertThat(epoch.calls())
        .extracting(
            SimulatedCall::key, SimulatedCall::arrivedAtMicros, SimulatedCall::deliveredMicros)
        .containsExactly(tuple("1", 6_000_000L, 2_000_000L), tuple("2", 7_000_000L, 3_000_000L));
  }

  /** The histogram keeps three digits. */
  @Test
  @DisplayName("tells how late answers were, apart from what was planned")
  void stats_haveTheDelayError() {
    Epoch epoch = epochs.refusing(0);
    for (int i = 0; i < 100; i++) {
      PlannedCall call = epochs.arrive(epoch, "body " + i);
      epochs.sleep(call.timing().totalNanos() + (i < 98 ? 1_000_000 : 9_000_000));
      epoch.delivered(call, 200);
    }
    SimulatorStats stats = epoch.stats(Duration.ZERO);

    assertThat(millis(stats.delayError().p50())).isCloseTo(1, within(0.002));
    assertThat(millis(stats.delayError().mean())).isCloseTo(1.16, within(0.002));
    assertThat(millis(stats.delayError().p99())).isCloseTo(9, within(0.02));
    assertThat(millis(stats.delivered().mean()))
        .isCloseTo(millis(stats.planned().mean()) + 1.16, within(2.0));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }

  @Test
  @DisplayName("tells whoever listens of each call when it has ended")
  void onEnd_getsEachCall() {
    List<SimulatedCall> ended = new ArrayList<>();
    Epoch epoch =
        new Epoch(
            new SimulatorSettings(CALM.withFaults(List.of(Epochs.rateLimit(1))), 1, 1),
            () -> 0,
            ended::add);
    PlannedCall call = epochs.arrive(epoch, "body");
    assertThat(ended).isEmpty();
    epoch.delivered(call, 429);

    assertThat(ended).isEqualTo(epoch.calls());
    assertThat(ended.get(0).fault()).isEqualTo("rate-limit");
    assertThat(ended.get(0).waitMicros()).isEqualTo(200_000);
  }
}
