package org.dspybench.simulator.verdict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dspybench.simulator.limit.RateLimits;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts say of the client that made them. Ask for it when the client is done: a call
 * that still waits for its next attempt looks like one that was given up.
 *
 * @param attempts that ended
 * @param notJudged attempts that ended and that the log could not keep; what they were is unknown
 * @param calls as which the attempts are read
 * @param attemptsPerCall how many a call took
 * @param peakInFlight the most attempts at any moment
 * @param largestHerd the most retries within 10 ms that had held back before
 * @param requestQuotaUsed share of the requests allowed until the last attempt that were let in, as
 *     if by one account; null without a limit on requests
 * @param findings what the client did wrong; empty if nothing
 */
public record Verdict(
    long attempts,
    long notJudged,
    long calls,
    AttemptsPerCall attemptsPerCall,
    int peakInFlight,
    int largestHerd,
    @Nullable Double requestQuotaUsed,
    List<Finding> findings) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double MINUTE_MICROS = 60e6;

  /**
   * How many attempts a call took; 0 if there was none.
   *
   * @param mean over all calls
   * @param most of any
   */
  public record AttemptsPerCall(double mean, int most) {}

  /** Keeps the findings as they are. */
  public Verdict {
    findings = List.copyOf(findings);
  }

  /**
   * Judges.
   *
   * @param attempts of one epoch, in any order; their times count from its beginning
   * @param notJudged how many more there were
   * @param limits what the endpoint allowed
   */
  public static Verdict of(List<Attempt> attempts, long notJudged, RateLimits limits) {
    List<Call> calls = Call.of(attempts);
    Herd herd = Herd.largest(calls, lastMicros(attempts));
    double mean = calls.isEmpty() ? 0 : (double) attempts.size() / calls.size();
    return new Verdict(
        attempts.size(),
        notJudged,
        calls.size(),
        new AttemptsPerCall(mean, Findings.mostAttempts(calls)),
        peakInFlight(attempts),
        herd.size(),
        requestQuotaUsed(attempts, limits),
        Findings.of(calls, herd));
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws JsonProcessingException if it is something else
   */
  public static Verdict fromJson(String json) throws JsonProcessingException {
    return JSON.readValue(json, Verdict.class);
  }

  public ObjectNode toJson() {
    return JSON.valueToTree(this);
  }

  /** A few lines for people, the last without a line end. */
  public String toText() {
    Stream<String> figures =
        Stream.of(
            String.format(
                Locale.ROOT,
                "Verdict on the client: %,d attempts for %,d calls (%.2f a call, %d at most),"
                    + " %,d in flight at most.",
                attempts,
                calls,
                attemptsPerCall.mean(),
                attemptsPerCall.most(),
                peakInFlight));
    return Stream.of(figures, quota(), gap(), found())
        .flatMap(lines -> lines)
        .collect(Collectors.joining("\n  "));
  }

  private Stream<String> quota() {
    return requestQuotaUsed == null
        ? Stream.of()
        : Stream.of(
            String.format(
                Locale.ROOT, "%.1f %% of the requests allowed were used.", 100 * requestQuotaUsed));
  }

  private Stream<String> gap() {
    return notJudged == 0
        ? Stream.of()
        : Stream.of(
            String.format(
                Locale.ROOT,
                "%,d later attempts found the log full and are not judged.",
                notJudged));
  }

  private Stream<String> found() {
    return findings.isEmpty()
        ? Stream.of("Nothing to complain of.")
        : findings.stream().map(finding -> finding.sin().key() + ": " + finding.sentence() + ".");
  }

  private static long lastMicros(List<Attempt> attempts) {
    return attempts.stream().mapToLong(Attempt::endedMicros).max().orElse(0);
  }

  private static int peakInFlight(List<Attempt> attempts) {
    long[] arrivals = sorted(attempts.stream().mapToLong(Attempt::arrivedMicros));
    long[] ends = sorted(attempts.stream().mapToLong(Attempt::endedMicros));
    int ended = 0;
    int peak = 0;
    for (int arrived = 0; arrived < arrivals.length; arrived++) {
      while (ends[ended] < arrivals[arrived]) {
        ended++;
      }
      peak = Math.max(peak, arrived + 1 - ended);
    }
    return peak;
  }

  private static long[] sorted(LongStream times) {
    return times.sorted().toArray();
  }

  private static @Nullable Double requestQuotaUsed(List<Attempt> attempts, RateLimits limits) {
    Integer perMinute = limits.requestsPerMinute();
    if (perMinute == null || attempts.isEmpty()) {
      return null;
    }
    long last = attempts.stream().mapToLong(Attempt::arrivedMicros).max().orElse(0);
    long used = attempts.stream().filter(Attempt::charged).count();
    return used / (perMinute * (limits.initialFill() + last / MINUTE_MICROS));
  }
}
