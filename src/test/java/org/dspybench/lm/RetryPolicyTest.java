package org.dspybench.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;
import org.dspybench.lm.RetryPolicy.Decision;
import org.dspybench.lm.RetryPolicy.FailedAttempt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {

  private static final Optional<Duration> NO_HINT = Optional.empty();
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final RetryPolicy POLICY =
      new RetryPolicy(5, Duration.ofMillis(100), Duration.ofMillis(300), MINUTE, 42);

  private static Decision decide(
      RetryPolicy policy, long call, int attempt, LmFailure failure, Optional<Duration> hint) {
    RetryHints hints = new RetryHints(hint, Optional.empty());
    return policy.decide(call, new FailedAttempt(attempt, failure, hints, Duration.ZERO));
  }

  private static Decision decide(
      long call, int attempt, LmFailure failure, Optional<Duration> hint) {
    return decide(POLICY, call, attempt, failure, hint);
  }

  @ParameterizedTest
  @CsvSource({
    // Attempt 1 draws from 100 ms, 2 from 200 ms, 3 and on from the cap.
    "1, 100",
    "2, 200",
    "3, 300",
    "4, 300",
  })
  void theWaitIsDrawnEvenlyFromZeroToTheDoubledDelay(int attempt, long widestMillis) {
    double[] millis =
        LongStream.range(0, 20_000)
            .mapToObj(call -> decide(call, attempt, LmFailure.SERVER_ERROR, NO_HINT))
            .mapToDouble(decision -> delay(decision).toNanos() / 1e6)
            .sorted()
            .toArray();
    assertThat(millis[0]).isBetween(0.0, widestMillis * 0.01);
    assertThat(millis[5_000]).isBetween(widestMillis * 0.23, widestMillis * 0.27);
    assertThat(millis[10_000]).isBetween(widestMillis * 0.48, widestMillis * 0.52);
    assertThat(millis[15_000]).isBetween(widestMillis * 0.73, widestMillis * 0.77);
    assertThat(millis[19_999]).isBetween(widestMillis * 0.99, widestMillis * 1.0);
  }

  @Test
  void aDrawIsAFunctionOfSeedCallAndAttempt() {
    // SplitMix64 by hand (Python): mix(mix(mix(42) ^ 7) ^ 1) >>> 11, times 2^-53, is 0.219684.
    assertThat(delay(decide(7, 1, LmFailure.TIMEOUT, NO_HINT)))
        .isEqualTo(Duration.ofNanos(21_968_367));
    assertThat(delay(decide(7, 2, LmFailure.TIMEOUT, NO_HINT)))
        .isEqualTo(Duration.ofNanos(48_168_949));
    assertThat(delay(decide(8, 1, LmFailure.TIMEOUT, NO_HINT)))
        .isEqualTo(Duration.ofNanos(75_329_840));
  }

  @Test
  void aHintWinsOverTheFormulaAndJitterIsAddedToIt() {
    Duration hint = Duration.ofMillis(250);
    Duration jitter = delay(decide(7, 1, LmFailure.RATE_LIMITED, NO_HINT));
    assertThat(delay(decide(7, 1, LmFailure.RATE_LIMITED, Optional.of(hint))))
        .isEqualTo(hint.plus(jitter));
  }

  @Test
  void aHintOfZeroStillGetsJitter() {
    assertThat(delay(decide(7, 1, LmFailure.RATE_LIMITED, Optional.of(Duration.ZERO))))
        .isPositive();
  }

  @Test
  void aHintBeyondTheLongestDelayEndsTheCallAndIsNamed() {
    assertThat(decide(7, 1, LmFailure.RATE_LIMITED, Optional.of(Duration.ofMillis(301))))
        .isEqualTo(
            new Decision.GiveUp("the server asks to wait 0.301 s, more than the 0.3 s allowed"));
    assertThat(decide(7, 1, LmFailure.RATE_LIMITED, Optional.of(Duration.ofMillis(300))))
        .isInstanceOf(Decision.RetryAfter.class);
  }

  @Test
  void theLastAttemptIsNotFollowedByAnother() {
    assertThat(decide(7, 4, LmFailure.TIMEOUT, NO_HINT)).isInstanceOf(Decision.RetryAfter.class);
    assertThat(decide(7, 5, LmFailure.TIMEOUT, NO_HINT))
        .isEqualTo(new Decision.GiveUp("5 of 5 attempts were made"));
    assertThat(decide(RetryPolicy.NONE, 7, 1, LmFailure.TIMEOUT, NO_HINT))
        .isInstanceOf(Decision.GiveUp.class);
  }

  @ParameterizedTest
  @CsvSource({
    "408, true",
    "409, true",
    "429, true",
    "500, true",
    "502, true",
    "503, true",
    "529, true",
    "301, false",
    "400, false",
    "401, false",
    "403, false",
    "404, false",
    "422, false",
  })
  void whatPassesByItselfIsRetried(int status, boolean retried) {
    Decision decision = decide(7, 1, LmFailure.ofStatus(status, false), NO_HINT);
    assertThat(decision instanceof Decision.RetryAfter).isEqualTo(retried);
  }

  @Test
  void anEmptyAccountIsNotRetried() {
    assertThat(decide(7, 1, LmFailure.ofStatus(429, true), Optional.of(Duration.ZERO)))
        .isEqualTo(new Decision.GiveUp("a retry cannot mend 'quota-exhausted'"));
  }

  @Test
  void manyAttemptsDoNotOverflowTheDelay() {
    RetryPolicy patient =
        new RetryPolicy(
            Integer.MAX_VALUE,
            Duration.ofMillis(500),
            Duration.ofMinutes(2),
            Duration.ofDays(1),
            1);
    assertThat(delay(decide(patient, 7, 5_000, LmFailure.TIMEOUT, NO_HINT)))
        .isBetween(Duration.ZERO, Duration.ofMinutes(2));
  }

  @Test
  void aServerThatWantsNoRetryIsObeyed_andSoIsOneThatWantsOne() {
    RetryHints no = new RetryHints(NO_HINT, Optional.of(false));
    assertThat(POLICY.decide(7, new FailedAttempt(1, LmFailure.SERVER_ERROR, no, Duration.ZERO)))
        .isEqualTo(new Decision.GiveUp("the server asks not to try again"));
    RetryHints yes = new RetryHints(NO_HINT, Optional.of(true));
    assertThat(POLICY.decide(7, new FailedAttempt(1, LmFailure.REJECTED, yes, Duration.ZERO)))
        .isInstanceOf(Decision.RetryAfter.class);
    assertThat(POLICY.decide(7, new FailedAttempt(5, LmFailure.REJECTED, yes, Duration.ZERO)))
        .isEqualTo(new Decision.GiveUp("5 of 5 attempts were made"));
  }

  @Test
  void aWaitBeyondTheTimeAllowedForACallEndsItAndIsNamed() {
    RetryHints hint = new RetryHints(Optional.of(Duration.ofMillis(250)), Optional.empty());
    assertThat(
            POLICY.decide(
                7, new FailedAttempt(1, LmFailure.RATE_LIMITED, hint, MINUTE.minusMillis(200))))
        .asInstanceOf(type(Decision.GiveUp.class))
        .satisfies(
            given -> assertThat(given.reason()).contains("beyond the 60.0 s allowed for a call"));
  }

  @Test
  void unusableSettingsAreRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new RetryPolicy(0, second, second, MINUTE, 0))
        .hasMessage("maxAttempts must be at least 1, not 0");
    assertThatThrownBy(() -> new RetryPolicy(1, second, Duration.ZERO, MINUTE, 0))
        .hasMessageContaining("0 <= baseDelay <= maxDelay");
    assertThatThrownBy(() -> new RetryPolicy(1, second.negated(), second, MINUTE, 0))
        .hasMessageContaining("0 <= baseDelay <= maxDelay");
  }

  private static Duration delay(Decision decision) {
    assertThat(decision).isInstanceOf(Decision.RetryAfter.class);
    return ((Decision.RetryAfter) decision).delay();
  }
}
