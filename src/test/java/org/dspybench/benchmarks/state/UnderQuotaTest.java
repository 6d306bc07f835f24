package org.dspybench.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.LatencySummary;
import org.dspybench.batch.Level;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.LmMetrics;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A batch under a quota of 50 requests per second, at 100 ms an answer")
class UnderQuotaTest {

  private static final UnderQuota TERMS = new UnderQuota(50, 50, Duration.ofMillis(100));
  private static final CallLimit MODEST = CallLimit.of("fixed:5");
  private static final CallLimit GREEDY = CallLimit.of("fixed:10");

  /** A call at a second after the reset. */
  private static SimulatedCall call(double second, int status) {
    return new SimulatedCall(
        "key", 1, Math.round(second * 1e6), 0, 0, 0, status, null, null, false);
  }

  /** Calls of which the first comes a tenth of a second after the reset. */
  private static List<SimulatedCall> calls(int answered, int rejectedEarly, int rejectedLate) {
    List<SimulatedCall> calls = new ArrayList<>();
    IntStream.range(0, answered).forEach(i -> calls.add(call(0.1 + i / 50.0, 200)));
    IntStream.range(0, rejectedEarly).forEach(i -> calls.add(call(0.2, 429)));
    IntStream.range(0, rejectedLate).forEach(i -> calls.add(call(2.2, 429)));
    return calls;
  }

  private static MeasuredBatch batch(List<SimulatedCall> calls, long counted, long retries) {
    long rejected = calls.stream().filter(call -> call.status() == 429).count();
    long answered = calls.size() - rejected;
    List<Outcome> outcomes =
        Questions.first((int) answered).stream().map(UnderQuotaTest::answered).toList();
    return new MeasuredBatch(
        new BatchResult(outcomes, metrics(answered, counted, retries)),
        Stats.of(calls.size(), answered, rejected, rejected),
        calls);
  }

  private static Outcome answered(Question question) {
    return new Outcome.Answered(
        0, question, Map.of(), Outcome.Source.PREDICTED, Duration.ZERO, Duration.ZERO);
  }

  private static BatchMetrics metrics(long calls, long rateLimited, long retries) {
    Histogram none = new Histogram(3);
    LmMetrics lm =
        new LmMetrics(
            calls,
            calls + retries,
            rateLimited,
            Map.of(LmFailure.RATE_LIMITED, retries),
            Map.of(),
            0,
            0,
            none,
            none,
            0,
            1);
    Duration zero = Duration.ZERO;
    LatencySummary latencies =
        new LatencySummary(0, zero, zero, zero, zero, zero, zero, zero, zero);
    return new BatchMetrics(
        Duration.ofSeconds(8),
        50,
        new BatchMetrics.Counts(calls, 0, 0, Map.of(), 0, 0),
        latencies,
        lm,
        latencies,
        latencies,
        new Level(0, 0),
        new Level(0, 0),
        OptionalDouble.empty());
  }

  private static Map<String, Double> figures(List<SimulatedCall> calls) {
    return TERMS.figures(batch(calls, 0, 0)).stream()
        .collect(Collectors.toMap(Measured::label, Measured::value));
  }

  @Test
  void of_readsTheSettingsThatTheEndpointWasGiven() {
    SimulatorProfile typical = SimulatorProfile.named("typical");
    RateLimits limits = RateLimits.perMinute(1200, null, 0.1);
    UnderQuota terms =
        UnderQuota.of(
            new SimulatorSettings(
                new SimulatorProfile("q", "d", "s", typical.latency(), limits), 42, 0.1));

    Duration tenth = Duration.ofNanos(Math.round(typical.latency().mean().toNanos() * 0.1));
    assertThat(terms).isEqualTo(new UnderQuota(20, 120, tenth));
  }

  @Test
  @DisplayName("has as many questions as keep the quota busy after its burst")
  void questionsFor_addsTheBurst() {
    assertThat(TERMS.questionsFor(6)).isEqualTo(350);
  }

  @Test
  @DisplayName("lasts until the last request is let in, at best")
  void boundSeconds_countsWhatWasThereAtTheStart() {
    // 300 requests, 50 in the burst, 5 flowed in before the first one came.
    assertThat(TERMS.boundSeconds(calls(300, 30, 0))).isEqualTo(245 / 50.0, within(1e-9));
    assertThat(TERMS.boundSeconds(calls(40, 0, 0))).isZero();
  }

  @Test
  void figures_tellWhatWasWasted_andHowFarItIsFromTheBound() {
    Map<String, Double> figures = figures(calls(300, 90, 10));

    assertThat(figures)
        .containsEntry("goodput", 300 / 8.0)
        .containsEntry("wasted.share", 25.0)
        .containsEntry("quota.bound", 4900.0)
        .containsEntry("makespan.over.bound", 8 / 4.9);
    // 200 of the 300 answered calls came two seconds after the first, or later.
    assertThat(figures.get("wasted.share.late")).isEqualTo(100 * 10 / 210.0, within(1e-9));
  }

  @Test
  void figures_tellNothingOfWhatCameAfterTwoSeconds_whenNothingDid() {
    assertThat(figures(calls(100, 1, 0))).doesNotContainKey("wasted.share.late");
  }

  @Test
  void nothing_isSaid_whenAllIsCounted() {
    assertThatCode(() -> TERMS.require(GREEDY, batch(calls(300, 30, 0), 30, 30)))
        .doesNotThrowAnyException();
    assertThatCode(() -> TERMS.require(MODEST, batch(calls(300, 0, 0), 0, 0)))
        .doesNotThrowAnyException();
  }

  @Test
  void retryThatNobodyCounted_stopsTheRun() {
    assertThatThrownBy(() -> TERMS.require(GREEDY, batch(calls(300, 30, 0), 30, 29)))
        .hasMessage("the endpoint saw 330 requests, but 300 calls and 29 retries were counted");
  }

  @Test
  @DisplayName("a 429 that nobody counted stops the run")
  void rejectionThatNobodyCounted_stopsTheRun() {
    assertThatThrownBy(() -> TERMS.require(GREEDY, batch(calls(300, 30, 0), 29, 30)))
        .hasMessage("the endpoint sent 30 429s, but 29 were counted");
  }

  @Test
  @DisplayName("a fixed limit beyond the quota that meets no 429 stops the run")
  void quotaThatWasNotMet_stopsTheRun() {
    assertThatThrownBy(() -> TERMS.require(GREEDY, batch(calls(300, 0, 0), 0, 0)))
        .hasMessage(
            "fixed:10 asks for more than the 50 requests per second allowed, and met no 429");
  }

  @Test
  @DisplayName("need not meet 429s where the limit is not clearly beyond the quota, or adapts")
  void exceeds_isForFixedLimitsOnly() {
    Function<String, Boolean> exceeds = limit -> TERMS.exceeds(CallLimit.of(limit));

    assertThat(exceeds.apply("fixed:8")).isTrue();
    assertThat(exceeds.apply("fixed:7")).isFalse();
    assertThat(exceeds.apply("adaptive")).isFalse();
    assertThat(exceeds.apply("rate:9000rpm")).isFalse();
  }
}
