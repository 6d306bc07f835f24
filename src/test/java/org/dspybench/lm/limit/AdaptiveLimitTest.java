package org.dspybench.lm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.dspybench.lm.limit.CallLimit.Adaptive;
import org.dspybench.lm.limit.CallLimit.Algorithm;
import org.dspybench.lm.limit.SimulatedRun.Callers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures are those of virtual time: the same on every machine, however loaded. */
@DisplayName("An adaptive limit, with 50 callers at 100 ms,")
class AdaptiveLimitTest {

  private static final double LATENCY_SECONDS = 0.1;
  private static final Callers CALLERS = new Callers(50, LATENCY_SECONDS, 7);
  private static final double UNLIMITED_PER_SECOND = 50 / LATENCY_SECONDS;

  private static SimulatedRun adaptive(SimulatedQuota quota) {
    return new SimulatedRun(Adaptive.DEFAULT, CALLERS, quota);
  }

  @ParameterizedTest(name = "{1} calls per second, found by {0}")
  @CsvSource({
    "AIMD, 20",
    "AIMD, 50",
    "AIMD, 100",
    "AIMD, 200",
    "GRADIENT2, 20",
    "GRADIENT2, 50",
    "GRADIENT2, 100"
  })
  @DisplayName("uses a quota of a minute's calls, of which none are left at first")
  void quotaPerMinute_isUsedUp_andHardlyExceeded(Algorithm algorithm, double quota) {
    SimulatedRun run =
        new SimulatedRun(new Adaptive(algorithm), CALLERS, SimulatedQuota.perMinute(quota)).run(15);

    assertThat(run.answersPerSecond(0, 15)).isGreaterThan(0.95 * quota);
    assertThat(run.refusedShare(2, 15)).isLessThan(0.02);
  }

  @ParameterizedTest(name = "{0} calls per second")
  @ValueSource(doubles = {20, 50, 100, 200})
  @DisplayName("uses a quota that allows bursts of a tenth of a second")
  void quotaWithSmallBurst_isUsedUp_andHardlyExceeded(double quota) {
    SimulatedRun run = adaptive(SimulatedQuota.perSecond(quota, quota / 10)).run(15);

    assertThat(run.answersPerSecond(0, 15)).isGreaterThan(0.95 * quota);
    assertThat(run.refusedShare(2, 15)).isLessThan(0.02);
  }

  @ParameterizedTest(name = "{0} calls per second")
  @ValueSource(doubles = {20, 50, 100, 200})
  @DisplayName("comes near a quota that allows no burst at all")
  void quotaWithoutBurst_isNearlyUsedUp(double quota) {
    SimulatedRun run = adaptive(SimulatedQuota.perSecond(quota, 1)).run(15);

    assertThat(run.answersPerSecond(0, 15)).isGreaterThan(0.85 * quota);
    assertThat(run.answersPerSecond(3, 15)).isGreaterThan(0.88 * quota);
    assertThat(run.refusedShare(2, 15)).isLessThan(0.02);
  }

  @ParameterizedTest(name = "{0} calls per second")
  @ValueSource(doubles = {0.33, 1, 5})
  @DisplayName("uses a quota of a few calls per minute too, where each refusal weighs more")
  void slowQuota_isUsedUp(double quota) {
    SimulatedRun run = adaptive(SimulatedQuota.perMinute(quota)).run(200);

    assertThat(run.answersPerSecond(0, 200)).isGreaterThan(0.85 * quota);
    assertThat(run.refusedShare(2, 200)).isLessThan(0.16);
  }

  @ParameterizedTest(name = "{0} calls per second")
  @ValueSource(doubles = {20, 100})
  @DisplayName("needs no hints of when to return")
  void quotaWithoutHints_isUsedUp_andHardlyExceeded(double quota) {
    SimulatedRun run = adaptive(SimulatedQuota.perSecond(quota, quota / 10).withoutHints()).run(15);

    assertThat(run.answersPerSecond(0, 15)).isGreaterThan(0.95 * quota);
    assertThat(run.refusedShare(2, 15)).isLessThan(0.02);
  }

  @ParameterizedTest(name = "{0} calls per second")
  @ValueSource(doubles = {20, 100})
  @DisplayName("is refused less often where every refusal costs a pause of a whole second")
  void hintsInWholeSeconds_areMetRarely(double quota) {
    SimulatedQuota rounding =
        SimulatedQuota.perSecond(quota, quota / 10).roundingUpTo(Duration.ofSeconds(1));
    SimulatedRun run = adaptive(rounding).run(30);

    assertThat(run.answersPerSecond(3, 30)).isGreaterThan(0.85 * quota);
    assertThat(run.refusedShare(2, 30)).isLessThan(0.01);
  }

  @Test
  @DisplayName("follows a quota that comes back up, within seven seconds")
  void quotaThatRises_isFollowed() {
    SimulatedRun run = adaptive(SimulatedQuota.perSecond(20, 2)).run(10);
    run.become(SimulatedQuota.perSecond(200, 20)).run(15);

    assertThat(run.answersPerSecond(5, 10)).isBetween(18.0, 22.0);
    assertThat(run.answersPerSecond(16, 17)).isGreaterThan(150);
    assertThat(run.answersPerSecond(20, 25)).isGreaterThan(0.95 * 200);
    assertThat(run.refusedShare(10, 25)).isLessThan(0.02);
  }

  @Test
  @DisplayName("follows a quota that falls")
  void quotaThatFalls_isFollowed() {
    SimulatedRun run = adaptive(SimulatedQuota.perSecond(200, 20)).run(10);
    run.become(SimulatedQuota.perSecond(20, 2)).run(10);

    // It is taken for chance at first, which costs some fifty calls.
    assertThat(run.refusedShare(10, 11)).isLessThan(0.8);
    assertThat(run.refusedShare(11, 20)).isLessThan(0.02);
    assertThat(run.answersPerSecond(11, 20)).isGreaterThan(0.90 * 20);
  }

  @Test
  @DisplayName("comes back when an endpoint does that was dead")
  void endpointThatReturns_isUsedWithinSeconds() {
    SimulatedRun run = adaptive(SimulatedQuota.perSecond(100, 10)).run(5);
    run.become(SimulatedQuota.dead()).run(10);
    run.become(SimulatedQuota.perSecond(100, 10)).run(10);

    assertThat(run.answersPerSecond(6, 15)).isZero();
    assertThat(run.starts(6, 15).size()).isLessThan(9 * 3);
    assertThat(run.answersPerSecond(20, 25)).isGreaterThan(0.95 * 100);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("does not hinder an endpoint that has no quota")
  void endpointWithoutQuota_isUsedAsByAFixedLimit(Algorithm algorithm) {
    SimulatedRun run =
        new SimulatedRun(new Adaptive(algorithm), CALLERS, SimulatedQuota.none()).run(10);
    SimulatedRun fixed =
        new SimulatedRun(new CallLimit.Fixed(50), CALLERS, SimulatedQuota.none()).run(10);

    assertThat(run.answersPerSecond(3, 10)).isGreaterThan(0.95 * fixed.answersPerSecond(3, 10));
    assertThat(fixed.answersPerSecond(3, 10)).isGreaterThan(0.95 * UNLIMITED_PER_SECOND);
  }

  @Test
  @DisplayName("forgets the pace when the quota is lifted")
  void quotaThatIsLifted_isForgotten() {
    SimulatedRun run = adaptive(SimulatedQuota.perSecond(100, 10)).run(10);
    run.become(SimulatedQuota.none()).run(15);

    assertThat(run.answersPerSecond(20, 25)).isGreaterThan(0.95 * UNLIMITED_PER_SECOND);
  }

  @ParameterizedTest(name = "{0} at once: at least {1} of what it can do")
  @CsvSource({"4, 0.85", "8, 0.9", "30, 0.75"})
  @DisplayName("finds how many calls an endpoint allows at once")
  void endpointThatAllowsSoManyAtOnce_isUsed_andHardlyExceeded(int calls, double share) {
    SimulatedRun run = adaptive(SimulatedQuota.atOnce(calls)).run(20);

    double bound = calls / LATENCY_SECONDS;
    assertThat(run.answersPerSecond(0, 20)).isGreaterThan(share * bound);
    assertThat(run.refusedShare(2, 20)).isLessThan(0.03);
    assertThat(run.limiter().limit().orElseThrow()).isBetween(calls - 2, calls + 10);
  }

  @ParameterizedTest(name = "{0} of the calls")
  @ValueSource(doubles = {0.002, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25})
  @DisplayName("is not slowed down by an endpoint that refuses by chance, without hints")
  void refusalsByChance_areNoReasonToSlowDown(double share) {
    SimulatedRun run = adaptive(SimulatedQuota.byChance(share, SimulatedQuota.NO_HINT)).run(120);

    assertThat(run.answersPerSecond(5, 120))
        .isGreaterThan(0.5 * (1 - share) * UNLIMITED_PER_SECOND);
  }

  @ParameterizedTest(name = "{0} of the calls, {1} s each")
  @CsvSource({"0.1, 0.005", "0.25, 0.005", "0.3, 0.005", "0.25, 0.1", "0.3, 0.1"})
  @DisplayName("finds out within four seconds, with ten callers too, that refusals come by chance")
  void refusalsByChance_areFoundSoon_byFewCallers(double share, double latencySeconds) {
    SimulatedRun run =
        new SimulatedRun(
            Adaptive.DEFAULT,
            new Callers(10, latencySeconds, 7),
            SimulatedQuota.byChance(share, SimulatedQuota.NO_HINT));

    // A refusal costs its caller 0.1 s in the mean.
    double perSecond = 10 / (latencySeconds + 0.1 * share / (1 - share));
    assertThat(run.run(20).answersPerSecond(4, 20)).isGreaterThan(0.5 * perSecond);
  }

  @ParameterizedTest(name = "{0} of the calls")
  @ValueSource(doubles = {0.01, 0.05, 0.25})
  @DisplayName("pauses as it is asked to by one that refuses by chance, and no longer")
  void refusalsByChanceWithHints_costNoMoreThanTheirPauses(double share) {
    long hint = Duration.ofMillis(20).toNanos();
    SimulatedRun run = adaptive(SimulatedQuota.byChance(share, hint)).run(60);

    assertThat(run.answersPerSecond(5, 60)).isGreaterThan(60);
  }

  @Test
  @DisplayName("finds a quota also where refusals came by chance before")
  void quotaAfterRefusalsByChance_isFound() {
    SimulatedRun run = adaptive(SimulatedQuota.byChance(0.1, SimulatedQuota.NO_HINT)).run(20);
    run.become(SimulatedQuota.perSecond(50, 5)).run(20);

    assertThat(run.answersPerSecond(25, 40)).isGreaterThan(0.9 * 50);
    assertThat(run.refusedShare(25, 40)).isLessThan(0.05);
  }

  @Test
  @DisplayName("makes everybody pause when one caller is asked to, and lets no herd out after")
  void pause_isShared_andNoHerdFollows() {
    SimulatedQuota rounding = SimulatedQuota.perSecond(50, 5).roundingUpTo(Duration.ofSeconds(1));
    SimulatedRun run = adaptive(rounding).run(30);

    List<Double> starts = run.starts(2, 30);
    double longest = 0;
    double shortest = Double.MAX_VALUE;
    for (int i = 1; i < starts.size(); i++) {
      longest = Math.max(longest, starts.get(i) - starts.get(i - 1));
      shortest = Math.min(shortest, starts.get(i) - starts.get(i - 1));
    }
    assertThat(longest).isGreaterThan(0.99);
    assertThat(shortest).isGreaterThan(0.25 / 50);
  }
}
