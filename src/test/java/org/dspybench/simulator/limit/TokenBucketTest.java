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

  @ParameterizedTest(name = "limit {0}, used {1}, requested {2}: try again in {3} ms")
  @CsvSource({
    "10000, 8554, 3082, 9816", // FoundationAgents/MetaGPT issue 523
    "30000, 29937, 385, 644", // BuilderIO/micro-agent issue 86
    "30000, 14567, 24754, 18642", // semanser/codel issue 72
    "30000, 28039, 3906, 3890", // continuedev/continue issue 10502
    "30000, 18928, 11159, 174", // continuedev/continue issue 11472
    "30000, 22343, 10955, 6596", // continuedev/continue issue 9563
    "10000, 9348, 5086, 26604", // rotemweiss57/gpt-newspaper issue 10
    "30000, 6899, 24050, 1898", // openai/codex issue 2131
    "200000, 162960, 42288, 1574", // openai/codex issue 88
    "250000, 250000, 58487, 14036", // openai/codex issue 10055
    "250000, 250000, 149514, 35883", // openai/codex issue 10051
    "250000, 250000, 89623, 21509", // openai/codex issue 10059
    "250000, 250000, 13472, 3233", // openai/codex issue 10052
    "250000, 250000, 22700, 5448", // openai/codex issue 10061
    "250000, 250000, 143071, 34337", // openai/codex issue 10062
    "40000000, 40000000, 19304, 28", // openai/codex issue 2255
    "3, 3, 1, 20000" // requests, feder-cr/invisible_playwright_mcp issue 249
  })
  @DisplayName("asks to wait what OpenAI asked for, which cuts its waits to the millisecond")
  void waitFor_isWhatOpenAiPrinted(long limit, long used, long requested, long printedMillis) {
    TokenBucket bucket = new TokenBucket(limit, 1, NOW);
    bucket.charge(used, NOW);

    assertThat(bucket.used(NOW)).isEqualTo(used);
    assertThat(bucket.waitFor(requested, NOW).toMillis()).isEqualTo(printedMillis);
  }

  @ParameterizedTest(name = "limit {0}, remaining {1}: reset {2} ms")
  @CsvSource({"5000, 4999, 12", "160000, 159976, 9"}) // OpenAI community thread 414613
  @DisplayName("is full again when OpenAI said it would be")
  void reset_isWhatOpenAiSent(long limit, long remaining, long sentMillis) {
    TokenBucket bucket = new TokenBucket(limit, 1, NOW);
    bucket.charge(limit - remaining, NOW);

    assertThat(bucket.reset(NOW).toMillis()).isEqualTo(sentMillis);
  }

  @Test
  @DisplayName("tells the exact time until it is full, though it counts in whole units")
  void reset_isExact() {
    TokenBucket bucket = new TokenBucket(500, 1, NOW); // OpenAI community thread 541210
    bucket.charge(1, NOW);
    bucket.charge(1, NOW + 64_000_000);

    assertThat(bucket.used(NOW + 64_000_000)).isEqualTo(2);
    assertThat(bucket.reset(NOW + 64_000_000)).isEqualTo(Duration.ofMillis(176));
  }

  @Test
  @DisplayName("admits whoever waits as long as it said, and not a unit's worth sooner")
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
        long sooner = NOW + wait.minusNanos(1).minusNanos(60_000_000_000L / limit).toNanos();
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
}
