package org.dspybench.simulator.verdict;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dspybench.simulator.verdict.Attempt.Outcome;
import org.dspybench.simulator.verdict.Call.Retry;

/** Looks for each {@link Sin}. */
final class Findings {

  private static final int MOST_ATTEMPTS = 10;
  private static final long TIMER_MICROS = 1000;
  private static final long AT_ONCE_MICROS = 100_000;
  private static final int STORM_RETRIES = 2;

  private Findings() {}

  static List<Finding> of(List<Call> calls, Herd herd) {
    return Stream.of(
            waitsIgnored(calls),
            finalErrorsRetried(calls),
            tooManyAttempts(calls),
            storms(calls),
            herd.finding(),
            givenUp(calls),
            abandoned(calls))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Finding> waitsIgnored(List<Call> calls) {
    List<Retry> early = retries(calls).filter(Findings::ignoresWait).toList();
    long worst = early.stream().mapToLong(Retry::tooSoonMicros).max().orElse(0);
    return finding(
        Sin.WAIT_IGNORED,
        early.size(),
        "%s came back before the wait asked for was over, up to %s too soon"
            .formatted(counted(early.size(), "retry", "retries"), seconds(worst)));
  }

  private static boolean ignoresWait(Retry retry) {
    return retry.failure().waitMicros() != null && retry.tooSoonMicros() > TIMER_MICROS;
  }

  private static Optional<Finding> finalErrorsRetried(List<Call> calls) {
    long count =
        retries(calls)
            .filter(retry -> retry.failure().outcome() == Outcome.FAILED_FOR_GOOD)
            .count();
    return finding(
        Sin.FINAL_ERROR_RETRIED,
        count,
        counted(count, "error", "errors")
            + " that no other attempt mends (400, 401, insufficient_quota, too large) met another attempt");
  }

  private static Optional<Finding> tooManyAttempts(List<Call> calls) {
    long count = calls.stream().filter(call -> call.attempts().size() > MOST_ATTEMPTS).count();
    return finding(
        Sin.TOO_MANY_ATTEMPTS,
        count,
        "%s took more than %d attempts, one of them %d"
            .formatted(counted(count, "call", "calls"), MOST_ATTEMPTS, mostAttempts(calls)));
  }

  private static Optional<Finding> storms(List<Call> calls) {
    long count = calls.stream().filter(call -> atOnceRunning(call) >= STORM_RETRIES).count();
    int longest = calls.stream().mapToInt(Findings::atOnceRunning).max().orElse(0);
    return finding(
        Sin.STORM,
        count,
        "%s came back again and again without holding back, up to %d times running within 100 ms of a failure"
            .formatted(counted(count, "call", "calls"), longest));
  }

  /** The most retries in a row that came at once and were not asked to. */
  private static int atOnceRunning(Call call) {
    int running = 0;
    int most = 0;
    for (Retry retry : call.retries().toList()) {
      boolean askedTo = retry.failure().waitMicros() != null && !ignoresWait(retry);
      running = retry.pauseMicros() < AT_ONCE_MICROS && !askedTo ? running + 1 : 0;
      most = Math.max(most, running);
    }
    return most;
  }

  private static Optional<Finding> givenUp(List<Call> calls) {
    List<Call> lost = calls.stream().filter(call -> call.last().failed()).toList();
    return finding(
        Sin.GIVEN_UP,
        lost.size(),
        "%s given up after a failure that may pass, after %s at most"
            .formatted(
                counted(lost.size(), "call was", "calls were"),
                counted(mostAttempts(lost), "attempt", "attempts")));
  }

  private static Optional<Finding> abandoned(List<Call> calls) {
    long count = calls.stream().filter(call -> call.last().outcome() == Outcome.ABANDONED).count();
    return finding(
        Sin.ABANDONED,
        count,
        counted(count, "call was", "calls were") + " left before the answer, and not asked again");
  }

  private static Optional<Finding> finding(Sin sin, long count, String sentence) {
    return count == 0 ? Optional.empty() : Optional.of(new Finding(sin, count, sentence));
  }

  static Stream<Retry> retries(List<Call> calls) {
    return calls.stream().flatMap(Call::retries);
  }

  static int mostAttempts(List<Call> calls) {
    return calls.stream().mapToInt(call -> call.attempts().size()).max().orElse(0);
  }

  private static String counted(long count, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? one : many);
  }

  private static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.3f s", micros / 1e6);
  }
}
