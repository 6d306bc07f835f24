package org.dspybench.simulator.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dspybench.simulator.provider.ErrorReply;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.provider.Provider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A rate limiter")
class RateLimiterTest {

  private static final long START = -7_000_000_000L;
  private static final long SECOND = 1_000_000_000L;
  private static final Instant STARTED_AT = Instant.parse("2026-11-05T12:00:00.25Z");
  private static final Charge CHARGE = new Charge(60, 40);

  private static RateLimiter limiter(RateLimits limits) {
    return new RateLimiter(limits, START, STARTED_AT);
  }

  /** 600 calls of {@link #CHARGE} a minute, in each provider's way. */
  private static RateLimits limits(Provider provider, double initialFill) {
    return provider == Provider.ANTHROPIC
        ? new RateLimits(provider, 600, null, 36_000, 24_000, initialFill, Hints.MILLISECONDS)
        : new RateLimits(provider, 600, 60_000, null, null, initialFill, Hints.MILLISECONDS);
  }

  private static Optional<ErrorReply> admit(RateLimiter limiter, long nowNanos) {
    return limiter.admit("account", "m", CHARGE, nowNanos);
  }

  /** Clients that each ask again as soon as they are let in, and after a refusal when told to. */
  private static final class ObedientClients {
    private final RateLimiter limiter;
    private final PriorityQueue<Long> arrivals = new PriorityQueue<>();
    int admitted;
    int refused;
    int refusedAlthoughAlone;

    ObedientClients(RateLimiter limiter, int clients, SplittableRandom random) {
      this.limiter = limiter;
      for (int i = 0; i < clients; i++) {
        arrivals.add(START + random.nextLong(SECOND / 10));
      }
    }

    void run(int seconds) {
      long firstRefusalNanos = Long.MIN_VALUE;
      int admittedThen = 0;
      while (arrivals.element() < START + seconds * SECOND) {
        long now = arrivals.remove();
        Optional<ErrorReply> refusal = admit(limiter, now);
        if (refusal.isEmpty()) {
          admitted++;
          arrivals.add(now + SECOND / 1000);
          continue;
        }
        refused++;
        if (firstRefusalNanos <= now && admittedThen == admitted && refused > 1) {
          refusedAlthoughAlone++;
        }
        firstRefusalNanos = now + refusal.get().waitAsked().orElseThrow().toNanos();
        admittedThen = admitted;
        arrivals.add(firstRefusalNanos);
      }
    }
  }

  @ParameterizedTest(name = "{0}: {1} clients")
  @CsvSource({
    "OPENAI, 1",
    "OPENAI, 10",
    "OPENAI, 100",
    "AZURE, 1",
    "AZURE, 10",
    "AZURE, 100",
    "ANTHROPIC, 1",
    "ANTHROPIC, 10",
    "ANTHROPIC, 100"
  })
  @DisplayName("lets in what the limit says within 1 % over a minute, however many callers obey it")
  void admit_meetsTheLimit_whenClientsObey(Provider provider, int clients) {
    RateLimiter limiter = limiter(limits(provider, provider == Provider.AZURE ? 1 : 0));
    ObedientClients callers = new ObedientClients(limiter, clients, new SplittableRandom(clients));
    callers.run(60);

    assertThat(callers.admitted).isCloseTo(600, within(6));
    assertThat(callers.refused).isPositive();
    assertThat(callers.refusedAlthoughAlone).isZero();
  }

  @ParameterizedTest
  @EnumSource(Provider.class)
  @DisplayName("lets a call in after the wait of its refusal, unless another took the room")
  void waitAsked_isEnough(Provider provider) {
    SplittableRandom random = new SplittableRandom(2);
    for (int run = 0; run < 300; run++) {
      RateLimiter limiter = limiter(someLimits(provider, random));
      long now = START;
      for (int call = 0; call < 40; call++) {
        now += random.nextLong(SECOND);
        Charge charge = new Charge(random.nextLong(1, 400), random.nextLong(1, 400));
        Optional<ErrorReply> refusal = limiter.admit("a", "m", charge, now);
        if (refusal.isPresent() && refusal.get().waitAsked().isPresent()) {
          now += refusal.get().waitAsked().get().toNanos();
          assertThat(limiter.admit("a", "m", charge, now)).isEmpty();
        }
      }
    }
  }

  private static RateLimits someLimits(Provider provider, SplittableRandom random) {
    int requests = random.nextInt(1, 1000);
    int tokens = random.nextInt(500, 100_000);
    int output = random.nextInt(500, 100_000);
    double fill = random.nextDouble();
    Hints[] forms = {Hints.OPENAI, Hints.SECONDS, Hints.FRACTION, Hints.DATE, Hints.MILLISECONDS};
    Hints hints = forms[random.nextInt(forms.length)];
    return provider == Provider.ANTHROPIC
        ? new RateLimits(provider, requests, null, tokens, output, fill, hints)
        : new RateLimits(provider, requests, tokens, null, null, fill, hints);
  }

  private static final Pattern FIGURES =
      Pattern.compile("on (\\w+) per min .*Limit (\\d+), Used (\\d+), Requested (\\d+)\\.");

  @Test
  @DisplayName("tells one state in headers, hint and message")
  void headersHintAndMessage_agree() {
    SplittableRandom random = new SplittableRandom(3);
    RateLimiter limiter = limiter(RateLimits.perMinute(300, 50_000, 0.1));
    long now = START;
    int refusals = 0;
    for (int call = 0; call < 5000; call++) {
      now += random.nextLong(SECOND / 3);
      Charge charge = new Charge(random.nextLong(1, 300), random.nextLong(1, 300));
      Optional<ErrorReply> refusal = limiter.admit("a", "m", charge, now);
      if (refusal.isPresent()) {
        refusals++;
        checkAgreement(refusal.get(), limiter.headers("a", now));
      }
    }
    assertThat(refusals).isGreaterThan(1000);
  }

  private static void checkAgreement(ErrorReply refusal, Map<String, String> headers) {
    Matcher figures = FIGURES.matcher(refusal.body().path("error").path("message").asText());
    assertThat(figures.find()).isTrue();
    String unit = figures.group(1);
    long limit = Long.parseLong(figures.group(2));
    long used = Long.parseLong(figures.group(3));
    long requested = Long.parseLong(figures.group(4));
    long exactNanos = -Math.floorDiv(-(used + requested - limit) * 60 * SECOND, limit);
    long asked = Long.parseLong(refusal.headers().getOrDefault("retry-after-ms", ""));

    assertThat(refusal.body().path("error").path("type").asText()).isEqualTo(unit);
    assertThat(headers)
        .containsEntry("x-ratelimit-limit-" + unit, Long.toString(limit))
        .containsEntry("x-ratelimit-remaining-" + unit, Long.toString(limit - used));
    assertThat(asked).isEqualTo(-Math.floorDiv(-exactNanos, 1_000_000L));
    assertThat(refusal.headers())
        .containsEntry("retry-after", Long.toString(-Math.floorDiv(-exactNanos, SECOND)));
  }

  @Test
  @DisplayName("asks for no wait where none would help, even if other limits are used up too")
  void admit_asksForNoWait_whenTheCallIsTooLarge() {
    for (Provider provider : Provider.values()) {
      RateLimiter limiter = limiter(limits(provider, 0));
      Charge charge = new Charge(36_001, 24_000);
      ErrorReply refusal = limiter.admit("a", "m", charge, START).orElseThrow();

      assertThat(refusal.status()).isEqualTo(429);
      assertThat(refusal.waitAsked()).isEmpty();
      assertThat(refusal.headers()).doesNotContainKeys("retry-after", "retry-after-ms");
      assertThat(limiter.admit("a", "m", new Charge(Integer.MAX_VALUE, Integer.MAX_VALUE), START))
          .isPresent();
    }
  }

  @Test
  @DisplayName("waits for the limit that takes longest, so that one wait is enough")
  void admit_quotesTheLongestWait() {
    RateLimiter limiter = limiter(RateLimits.perMinute(60, 60_000, 0));
    ErrorReply refusal = limiter.admit("a", "m", new Charge(2000, 0), START).orElseThrow();

    assertThat(refusal.waitAsked()).contains(Duration.ofSeconds(2));
    assertThat(refusal.body().path("error").path("type").asText()).isEqualTo("tokens");
  }

  @ParameterizedTest(name = "{0} of a minute: {1} at once")
  @CsvSource({"0, 0", "0.1, 60", "0.5, 300", "1, 600"})
  @DisplayName("has at the start what it was told, whenever an account is first seen")
  void initialFill_isThereAtTheStart(double fill, int atOnce) {
    RateLimiter limiter = limiter(RateLimits.perMinute(600, null, fill));
    int admitted = 0;
    while (admit(limiter, START).isEmpty()) {
      admitted++;
    }
    assertThat(admitted).isEqualTo(atOnce);
    int later = 0;
    while (limiter.admit("late", "m", CHARGE, START + 5 * SECOND).isEmpty()) {
      later++;
    }
    assertThat(later).isEqualTo(Math.min(600, atOnce + 50));
  }

  @Test
  @DisplayName("keeps one account's calls out of another's limits")
  void admit_leavesOtherAccountsAlone() {
    RateLimiter limiter = limiter(RateLimits.perMinute(1, null, 1));

    assertThat(limiter.admit("a", "m", CHARGE, START)).isEmpty();
    assertThat(limiter.admit("a", "m", CHARGE, START)).isPresent();
    assertThat(limiter.headers("b", START)).containsEntry("x-ratelimit-remaining-requests", "1");
    assertThat(limiter.admit("b", "m", CHARGE, START)).isEmpty();
  }

  @Test
  @DisplayName("forgets the account that was idle longest when there are too many")
  void accounts_areBounded() {
    RateLimiter limiter = limiter(RateLimits.perMinute(1, null, 1));
    limiter.admit("first", "m", CHARGE, START);
    for (int i = 0; i < RateLimiter.MOST_ACCOUNTS; i++) {
      assertThat(limiter.admit("first", "m", CHARGE, START)).isPresent();
      limiter.admit("other " + i, "m", CHARGE, START);
    }
    for (int i = 0; i < RateLimiter.MOST_ACCOUNTS; i++) {
      limiter.admit("new " + i, "m", CHARGE, START);
    }
    assertThat(limiter.admit("first", "m", CHARGE, START)).isEmpty();
  }

  @Test
  @DisplayName("without limits lets everything in and tells nothing")
  void none_limitsNothing() {
    RateLimiter limiter = limiter(RateLimits.NONE);

    assertThat(limiter.admit("a", "m", new Charge(Long.MAX_VALUE / 4, 0), START)).isEmpty();
    assertThat(limiter.headers("a", START)).isEmpty();
  }

  @Test
  @DisplayName("of Azure's kind refuses a burst far below the minute's limit, for a second at most")
  void azure_refusesBursts() {
    RateLimiter limiter =
        limiter(new RateLimits(Provider.AZURE, 60, null, null, null, 1, Hints.OPENAI));
    long now = START + SECOND / 4;

    assertThat(limiter.admit("a", "m", CHARGE, now)).isEmpty();
    ErrorReply refusal = limiter.admit("a", "m", CHARGE, now).orElseThrow();
    assertThat(refusal.waitAsked()).contains(Duration.ofMillis(750));
    assertThat(limiter.headers("a", now))
        .containsEntry("x-ratelimit-remaining-requests", "59")
        .containsEntry("x-ratelimit-reset-requests", "60");
  }

  @Test
  @DisplayName("of Azure's kind counts tokens over a minute that starts again as a whole")
  void azure_countsTokensByTheMinute() {
    RateLimiter limiter =
        limiter(new RateLimits(Provider.AZURE, null, 1000, null, null, 1, Hints.OPENAI));
    long now = START + 59 * SECOND;

    assertThat(limiter.admit("a", "m", new Charge(900, 0), now)).isEmpty();
    ErrorReply refusal = limiter.admit("a", "m", new Charge(101, 0), now).orElseThrow();
    assertThat(refusal.waitAsked()).contains(Duration.ofSeconds(1));
    assertThat(limiter.admit("a", "m", new Charge(1000, 0), now + SECOND)).isEmpty();
  }

  @Test
  @DisplayName("of Anthropic's kind tells the time of day at which a bucket will be full")
  void anthropic_tellsResetsAsTimes() {
    RateLimiter limiter =
        limiter(new RateLimits(Provider.ANTHROPIC, 60, null, 80_000, 16_000, 1, Hints.SECONDS));
    limiter.admit("a", "m", new Charge(2000, 4000), START);

    assertThat(limiter.headers("a", START))
        .containsEntry("anthropic-ratelimit-requests-reset", "2026-11-05T12:00:02Z")
        .containsEntry("anthropic-ratelimit-input-tokens-reset", "2026-11-05T12:00:02Z")
        .containsEntry("anthropic-ratelimit-output-tokens-reset", "2026-11-05T12:00:16Z")
        .containsEntry("anthropic-ratelimit-output-tokens-remaining", "12000")
        .containsEntry("anthropic-ratelimit-tokens-limit", "96000");
  }
}
