package org.dspybench.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A token bucket")
class TokenBucketTest {

  private static final long NOW = -5_000_000_000L;

  @ParameterizedTest(name = "limit {0}, used {1}, requested {2}: try again in {3}")
  @CsvSource({
    "10000, 8554, 3082, 9.816s", // FoundationAgents/MetaGPT issue 523
    "30000, 29937, 385, 644ms", // BuilderIO/micro-agent issue 86
    "30000, 14567, 24754, 18.642s", // semanser/codel issue 72
    "30000, 28039, 3906, 3.89s", // continuedev/continue issue 10502
    "30000, 18928, 11159, 174ms", // continuedev/continue issue 11472
    "30000, 22343, 10955, 6.596s", // continuedev/continue issue 9563
    "10000, 9348, 5086, 26.604s" // rotemweiss57/gpt-newspaper issue 10
  })
  @DisplayName("asks to wait what OpenAI asked for")
  void waitFor_isWhatOpenAiPrinted(long limit, long used, long requested, String printed) {
    TokenBucket bucket = new TokenBucket(limit, 1, NOW);
    bucket.charge(used, NOW);

    assertThat(bucket.used(NOW)).isEqualTo(used);
    assertThat(GoDuration.format(bucket.waitFor(requested, NOW))).isEqualTo(printed);
  }

  @ParameterizedTest(name = "limit {0}, remaining {1}: reset {2}")
  @CsvSource({"5000, 4999, 12ms", "160000, 159976, 9ms"}) // OpenAI community thread 1268905
  @DisplayName("is full again when OpenAI said it would be")
  void reset_isWhatOpenAiSent(long limit, long remaining, String sent) {
    TokenBucket bucket = new TokenBucket(limit, 1, NOW);
    bucket.charge(limit - remaining, NOW);

    assertThat(GoDuration.format(bucket.reset(NOW))).isEqualTo(sent);
  }

  @Test
  @DisplayName("admits whoever waits as long as it said, and not a millisecond's worth sooner")
  void waitFor_isEnoughAndNotTooMuch() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      long limit = random.nextLong(1, 1_000_000);
      TokenBucket bucket = new TokenBucket(limit, 1, NOW);
      long used = random.nextLong(limit + 1);
      long requested = random.nextLong(1, limit + 1);
      bucket.charge(used, NOW);
      Duration wait = bucket.waitFor(requested, NOW);

      assertThat(bucket.used(NOW)).isEqualTo(used);
      assertThat(wait.isZero()).isEqualTo(used + requested <= limit);
      assertThat(bucket.waitFor(requested, NOW + wait.toNanos())).isEqualTo(Duration.ZERO);
      if (!wait.isZero()) {
        long sooner = NOW + wait.minusMillis(1).minusNanos(60_000_000_000L / limit).toNanos();
        assertThat(bucket.waitFor(requested, Math.max(NOW, sooner))).isPositive();
      }
    }
  }

  @Test
  @DisplayName("never lets more pass in any stretch than its limit and the refill of that stretch")
  void charge_neverExceedsLimitAndRefill() {
    long limit = 600;
    TokenBucket bucket = new TokenBucket(limit, 0, 0);
    SplittableRandom random = new SplittableRandom(2);
    long now = 0;
    long passed = 0;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextLong(20_000_000);
      if (bucket.waitFor(1, now).isZero()) {
        bucket.charge(1, now);
        passed++;
      }
      assertThat(passed).isLessThanOrEqualTo(now * limit / 60_000_000_000L);
    }
    assertThat(passed).isGreaterThanOrEqualTo(now * limit / 60_000_000_000L - 1);
  }

  @Test
  @DisplayName("starts as full as it is told")
  void initialFill_decidesWhatIsThereAtTheStart() {
    TokenBucket bucket = new TokenBucket(1000, 0.25, NOW);

    assertThat(bucket.used(NOW)).isEqualTo(750);
    assertThat(bucket.used(NOW + 15_000_000_000L)).isEqualTo(500);
    assertThat(bucket.used(NOW + 120_000_000_000L)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0s", "1, 1ms", "999, 999ms", "1000, 1s", "61500, 1m1.5s", "360000, 6m0s"})
  @DisplayName("prints its durations as Go does")
  void goDuration_isGos(long millis, String printed) {
    assertThat(GoDuration.format(Duration.ofMillis(millis))).isEqualTo(printed);
  }
}
