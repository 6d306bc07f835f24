package org.dspybench.simulator.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.verdict.Attempt.Outcome;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The verdict on a client that")
class VerdictTest {

  @Test
  @DisplayName(
      "waits as asked, backs off with jitter and gets every answer: nothing to complain of")
  void wellBehaved_hasNoFinding() {
    SplittableRandom random = new SplittableRandom(1);
    Client client = new Client();
    for (int call = 0; call < 400; call++) {
      String key = "question " + call;
      double at = 10 * call;
      switch (call % 4) {
        case 0 -> client.refused(key, at, 500);
        case 1 -> client.failed(key, at);
        case 2 -> client.abandoned(key, at, 100);
        default -> {}
      }
      double retryAt = at + 600 + random.nextDouble(400);
      client.answered(key, call % 4 == 3 ? at : retryAt, 100);
    }
    Verdict verdict = client.verdict();

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.calls()).isEqualTo(400);
    assertThat(verdict.attempts()).isEqualTo(700);
    assertThat(verdict.attemptsPerCall()).isEqualTo(new Verdict.AttemptsPerCall(1.75, 2));
    assertThat(verdict.toText())
        .contains("700 attempts for 400 calls")
        .endsWith("Nothing to complain of.");
  }

  @Test
  @DisplayName("comes back too soon: so many waits ignored, and by how much")
  void waitIgnored_isFound() {
    Verdict verdict =
        new Client()
            .refused("a", 0, 2000)
            .refused("a", 500, 2000)
            .answered("a", 2501, 10)
            .refused("b", 0, 2000)
            .answered("b", 1999.9, 10)
            .verdict();

    assertThat(verdict.findings())
        .containsExactly(
            new Finding(
                Sin.WAIT_IGNORED,
                1,
                "1 retry came back before the wait asked for was over, up to 1.500 s too soon"));
  }

  @Test
  @DisplayName("asks again after an error that stays: a final error retried")
  void finalErrorRetried_isFound() {
    Verdict verdict =
        new Client().failedForGood("a", 0).failedForGood("a", 900).failedForGood("b", 0).verdict();

    assertThat(verdict.findings())
        .extracting(Finding::sin)
        .containsExactly(Sin.FINAL_ERROR_RETRIED);
    assertThat(verdict.findings()).extracting(Finding::count).containsExactly(1L);
  }

  @Test
  @DisplayName("never ends: too many attempts")
  void tooManyAttempts_areFound() {
    Client client = new Client();
    for (int attempt = 0; attempt < 11; attempt++) {
      client.failed("a", 700 * attempt);
      if (attempt < 9) {
        client.failed("b", 700 * attempt);
      }
    }
    Verdict verdict = client.answered("a", 8000, 1).answered("b", 8000, 1).verdict();

    assertThat(verdict.findings())
        .containsExactly(
            new Finding(
                Sin.TOO_MANY_ATTEMPTS, 1, "1 call took more than 10 attempts, one of them 12"));
  }

  @Test
  @DisplayName("comes back at once: a storm, but not for one retry, nor where asked for so little")
  void storm_isFound() {
    Client client = new Client();
    for (int attempt = 0; attempt < 4; attempt++) {
      client.failed("storm", 5 * attempt).refused("asked to", 25 * attempt, 20);
    }
    Verdict verdict =
        client
            .answered("storm", 20, 1)
            .answered("asked to", 100, 1)
            .failed("once", 0)
            .answered("once", 3, 1)
            .verdict();

    assertThat(verdict.findings())
        .containsExactly(
            new Finding(
                Sin.STORM,
                1,
                "1 call came back again and again without holding back, up to 4 times running"
                    + " within 100 ms of a failure"));
  }

  @Test
  @DisplayName("obeys a shared wait to the millisecond: a herd, of that size, at that time")
  void herd_isFound() {
    Client client = new Client();
    for (int call = 0; call < 60; call++) {
      client.refused("q" + call, call * 0.05, 1000).answered("q" + call, 1001 + call * 0.05, 50);
    }
    Verdict verdict = client.verdict();

    assertThat(verdict.largestHerd()).isEqualTo(60);
    assertThat(verdict.findings()).extracting(Finding::sin).containsExactly(Sin.HERD);
    assertThat(verdict.findings().get(0).sentence())
        .contains("60 retries", "1.001 s after the start");
  }

  @Test
  @DisplayName("is merely fast: no herd, though its retries are dense")
  void herd_isNotFound_whenRetriesAreSpread() {
    SplittableRandom random = new SplittableRandom(4);
    Client client = new Client();
    for (int call = 0; call < 4000; call++) {
      double at = random.nextDouble(2000);
      client
          .refused("q" + call, at, 200)
          .answered("q" + call, at + 201 + random.nextDouble(200), 1);
    }
    assertThat(client.verdict().largestHerd()).isGreaterThan(10);
    assertThat(client.verdict().findings()).isEmpty();
  }

  @Test
  @DisplayName("gives up, or goes away: calls lost")
  void lostCalls_areFound() {
    Verdict verdict =
        new Client()
            .refused("a", 0, 100)
            .failed("a", 200)
            .abandoned("b", 0, 60_000)
            .failedForGood("c", 0)
            .answered("d", 0, 1)
            .verdict();

    assertThat(verdict.findings())
        .containsExactly(
            new Finding(
                Sin.GIVEN_UP,
                1,
                "1 call was given up after a failure that may pass, after 2 attempts at most"),
            new Finding(
                Sin.ABANDONED, 1, "1 call was left before the answer, and not asked again"));
  }

  @Test
  @DisplayName(
      "asks one question for two callers at the same time: two calls, nothing to complain of")
  void sameQuestionAtOnce_isTwoCalls() {
    Verdict verdict = new Client().answered("q", 0, 100).answered("q", 50, 100).verdict();

    assertThat(verdict.calls()).isEqualTo(2);
    assertThat(verdict.peakInFlight()).isEqualTo(2);
    assertThat(verdict.findings()).isEmpty();
  }

  @Test
  @DisplayName("asks one question for two callers of whom one waits: no wait ignored")
  void sameQuestionWhileAnotherWaits_isNoRetry() {
    Verdict answeredAtOnce =
        new Client()
            .refused("q", 0, 5000)
            .answered("q", 1000, 10)
            .answered("q", 5001, 10)
            .verdict();
    Verdict bothRefused =
        new Client()
            .refused("q", 0, 5000)
            .refused("q", 1000, 5000)
            .answered("q", 5001, 10)
            .answered("q", 6001, 10)
            .verdict();

    assertThat(answeredAtOnce.findings()).isEmpty();
    assertThat(answeredAtOnce.calls()).isEqualTo(2);
    assertThat(bothRefused.findings()).isEmpty();
    assertThat(bothRefused.calls()).isEqualTo(2);
  }

  @Test
  @DisplayName("asks one question while the first attempt has not failed yet: no retry")
  void arrivalBeforeTheFailureEnded_isNoRetry() {
    Verdict verdict = new Client().abandoned("q", 0, 100).answered("q", 50, 10).verdict();

    assertThat(verdict.calls()).isEqualTo(2);
    assertThat(verdict.findings()).extracting(Finding::sin).containsExactly(Sin.ABANDONED);
  }

  @Test
  @DisplayName("ignores every wait is not excused by the number of its attempts")
  void waitsIgnoredInARow_areAllFound() {
    Client client = new Client();
    for (int attempt = 0; attempt < 7; attempt++) {
      client.refused("q", 1000 * attempt, 5000);
    }
    Verdict verdict = client.answered("q", 7000, 10).verdict();

    assertThat(verdict.calls()).isEqualTo(1);
    assertThat(verdict.findings()).extracting(Finding::count).containsExactly(7L);
  }

  @Test
  @DisplayName("meets a quota: the share of it that was used, refusals not counted")
  void quota_isMeasured() {
    List<Attempt> attempts = new ArrayList<>();
    for (int second = 1; second <= 30; second++) {
      long at = second * 1_000_000L;
      attempts.add(new Attempt("in " + second, at, at + 10, Outcome.ANSWERED, true, null));
      attempts.add(new Attempt("out " + second, at, at + 10, Outcome.FAILED, false, 1_000L));
    }
    Verdict verdict = Verdict.of(attempts, 0, RateLimits.perMinute(120, null, 0.25));

    // 30 there at the start and 60 in half a minute.
    assertThat(verdict.requestQuotaUsed()).isCloseTo(30 / 90.0, within(1e-9));
    assertThat(verdict.toText()).contains("33.3 % of the requests allowed were used.");
  }

  @Test
  @DisplayName("asked nothing: nothing")
  void nothing_isJudged() {
    Verdict verdict = Verdict.of(List.of(), 0, RateLimits.perMinute(1, null, 1));

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.attemptsPerCall()).isEqualTo(new Verdict.AttemptsPerCall(0, 0));
  }

  @Test
  @DisplayName("did more than the log holds: says so, in text and JSON, which is read back")
  void json_isReadBack() throws JsonProcessingException {
    List<Attempt> attempts =
        List.of(
            new Attempt("a", 0, 10, Outcome.FAILED, true, 1_000_000L),
            new Attempt("a", 20, 30, Outcome.ANSWERED, true, null));
    Verdict verdict = Verdict.of(attempts, 7, RateLimits.NONE);

    assertThat(verdict.toText())
        .contains("7 later attempts found the log full and are not judged.");
    assertThat(verdict.toJson())
        .hasToString(
            """
            {"attempts":2,"notJudged":7,"calls":1,"attemptsPerCall":{"mean":2.0,"most":2},\
            "peakInFlight":1,"largestHerd":0,"requestQuotaUsed":null,"findings":[\
            {"sin":"wait-ignored","count":1,"sentence":"1 retry came back before the wait asked \
            for was over, up to 1.000 s too soon"}]}""");
    assertThat(Verdict.fromJson(verdict.toJson().toString())).isEqualTo(verdict);
  }

  @Test
  @DisplayName("did very much is the same in any order of its attempts")
  void of_isTheSameInAnyOrder() {
    SplittableRandom random = new SplittableRandom(5);
    List<Attempt> attempts = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      long at = random.nextLong(60_000_000);
      Outcome outcome = random.nextBoolean() ? Outcome.FAILED : Outcome.ANSWERED;
      attempts.add(new Attempt("q" + i % 3, at, at + i % 1000, outcome, true, (long) i));
    }
    Verdict verdict = Verdict.of(attempts, 0, RateLimits.NONE);
    Collections.shuffle(attempts, new Random(6));

    assertThat(Verdict.of(attempts, 0, RateLimits.NONE).calls()).isEqualTo(verdict.calls());
  }
}
