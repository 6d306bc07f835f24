package org.dspybench.simulator.call;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.dspybench.simulator.control.ControlJson;
import org.dspybench.simulator.limit.Charge;
import org.dspybench.simulator.limit.Quota;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.limit.RetryAfterForm;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.ErrorReply;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An epoch")
class EpochTest {

  private static final Duration WAIT = Duration.ofMillis(200);
  private static final long SECOND = 1_000_000_000L;

  private final AtomicLong clock = new AtomicLong(-SECOND);

  @Test
  @DisplayName("meets a fault in 10 ± 1 % of 10,000 bodies if that is the probability")
  void arrive_isRejectedAtTheGivenShare() {
    Epoch epoch = epoch(1, 0.1, null);

    long rejected =
        IntStream.range(0, 10_000)
            .filter(i -> refusal(arrive(epoch, "body " + i, 1, clock.get())).isPresent())
            .count();

    assertThat(rejected / 10_000.0).isCloseTo(0.1, within(0.01));
  }

  @Test
  @DisplayName("gives a call the latency that it would have without faults, after its last retry")
  void arrive_keepsLatency_whenFaultsAreSwitchedOn() {
    Epoch calm = epoch(1, 0, null);
    Epoch faulty = epoch(1, 0.5, null);
    for (int i = 0; i < 500; i++) {
      String body = "body " + i % 250;
      PlannedCall call = arrive(faulty, body, 1, clock.get());
      while (refusal(call).isPresent()) {
        assertThat(call.timing().totalNanos()).isZero();
        call = arrive(faulty, body, 1, clock.get());
      }
      assertThat(call.timing().totalNanos())
          .isEqualTo(arrive(calm, body, 1, clock.get()).timing().totalNanos())
          .isPositive();
    }
  }

  @Test
  @DisplayName("takes another draw for each arrival of one body")
  void arrive_drawsAnew_whenABodyIsAskedAgain() {
    Epoch epoch = epoch(1, 0, null);

    assertThat(IntStream.range(0, 50).mapToLong(i -> plan(epoch, "body")).distinct()).hasSize(50);
  }

  @Test
  @DisplayName("counts an arrival after a 429 of the same body as a retry, once for each 429")
  void stats_countRetries() {
    Epoch epoch = epoch(1, 1, null);
    arrive(epoch, "a", 1, clock.get());
    arrive(epoch, "a", 1, clock.get());
    arrive(epoch, "b", 1, clock.get());
    arrive(epoch, "a", 1, clock.get());

    assertThat(epoch.stats(Duration.ZERO).retries()).isEqualTo(2);
  }

  @Test
  @DisplayName("rejects by a quota without using up what the seed decided")
  void arrive_keepsDraws_whenAQuotaRejects() {
    Epoch free = epoch(1, 0.5, null);
    Epoch limited = epoch(1, 0.5, new Quota(60, null, 0));
    for (int i = 0; i < 50; i++) {
      PlannedCall rejected = arrive(limited, "body", 1, clock.get());
      assertThat(refusal(rejected).orElseThrow().waitAsked()).contains(Duration.ofSeconds(1));
      clock.addAndGet(SECOND);
      PlannedCall admitted = arrive(limited, "body", 1, clock.get());
      PlannedCall unlimited = arrive(free, "body", 1, clock.get());
      assertThat(admitted.timing().totalNanos()).isEqualTo(unlimited.timing().totalNanos());
      assertThat(refusal(admitted)).isEqualTo(refusal(unlimited));
    }
  }

  @Test
  @DisplayName("says that waiting never helps a request above the whole limit")
  void arrive_asksForNoWait_whenTheRequestIsTooLarge() {
    Epoch epoch = epoch(1, 0, new Quota(null, 1000, 1));
    ErrorReply refusal = refusal(arrive(epoch, "body", 1001, clock.get())).orElseThrow();

    assertThat(refusal.waitAsked()).isEmpty();
    assertThat(refusal.body().toString())
        .contains("Request too large", "Limit 1000, Requested 1001");
  }

  @Test
  @DisplayName("weights the calls in flight by time, from first arrival to last delivery")
  void stats_weightCallsInFlightByTime() {
    Epoch epoch = epoch(1, 0, null);
    PlannedCall one = arrive(epoch, "1", 1, clock.addAndGet(5 * SECOND));
    PlannedCall two = arrive(epoch, "2", 1, clock.addAndGet(SECOND));
    clock.addAndGet(SECOND);
    epoch.delivered(one, 200);
    clock.addAndGet(2 * SECOND);
    epoch.delivered(two, 200);
    clock.addAndGet(60 * SECOND);

    SimulatorStats stats = epoch.stats(Duration.ZERO);
    assertThat(stats.inFlightMean()).isCloseTo((2 + 3) / 4.0, within(1e-9));
    assertThat(stats.inFlightPeak()).isEqualTo(2);
    assertThat(stats.inFlight()).isZero();
    assertThat(epoch.calls())
        .extracting(
            SimulatedCall::key, SimulatedCall::arrivedAtMicros, SimulatedCall::deliveredMicros)
        .containsExactly(tuple("1", 5_000_000L, 2_000_000L), tuple("2", 6_000_000L, 3_000_000L));
  }

  @Test
  @DisplayName("says how many calls its log could not keep")
  void calls_areCounted_whenTheLogIsFull() {
    CallLog log = new CallLog(2);
    for (int i = 0; i < 5; i++) {
      log.add(new SimulatedCall("key", i + 1, i, 0, 0, 0, 200, null, null, false));
    }

    assertThat(log.calls()).hasSize(2);
    assertThat(log.dropped()).isEqualTo(3);
    String sent = new String(ControlJson.calls(log.calls(), log.dropped()), UTF_8);
    assertThatThrownBy(() -> ControlJson.calls(sent))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dropped 3 later ones; reset it more often");
  }

  private static PlannedCall arrive(Epoch epoch, String body, long tokens, long nowNanos) {
    return epoch.arrive(
        new Arrival(
            body, "", "m", new Charge(0, tokens), Integer.MAX_VALUE, nowNanos, Optional.empty()));
  }

  private static Optional<ErrorReply> refusal(PlannedCall call) {
    return call.fate() instanceof Fate.Refused refused
        ? Optional.of(refused.reply())
        : Optional.empty();
  }

  private long plan(Epoch epoch, String body) {
    return arrive(epoch, body, 1, clock.get()).timing().totalNanos();
  }

  private Epoch epoch(long seed, double probability, @Nullable Quota quota) {
    SimulatorProfile profile =
        new SimulatorProfile(
            "test",
            "d",
            "s",
            SimulatorProfile.named("typical").latency(),
            new RateLimits(probability, WAIT, RetryAfterForm.OPENAI, quota));
    return new Epoch(new SimulatorSettings(profile, seed, 1), clock::get);
  }
}
