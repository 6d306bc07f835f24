package org.dspybench.lm.limit;

import java.util.Locale;
import java.util.OptionalLong;

/** How many LM calls may be in flight, and how fast they may start. Immutable. */
public sealed interface CallLimit {

  /**
   * At most so many calls in flight.
   *
   * @param calls at least 1
   */
  record Fixed(int calls) implements CallLimit {

    /** Refuses a limit that lets nothing through. */
    public Fixed {
      if (calls < 1) {
        throw new IllegalArgumentException("at least 1 call must be allowed, not " + calls);
      }
    }

    @Override
    public String label() {
      return "fixed:" + calls;
    }
  }

  /**
   * So many requests and tokens a minute, spread evenly over it; one of the two may be absent.
   *
   * @param requestsPerMinute from 1 to {@value #MOST_PER_MINUTE}
   * @param tokensPerMinute from 1 to {@value #MOST_PER_MINUTE}; a call that uses more than a whole
   *     minute's is refused
   * @param burst requests that may start at once after a time of rest, up to a minute's worth;
   *     without it, those of one second, but at least 1. Providers act over spans shorter than a
   *     minute: OpenAI may enforce 60 a minute as 1 a second. The tokens of as many requests' time
   *     may go with them.
   */
  record Rate(OptionalLong requestsPerMinute, OptionalLong tokensPerMinute, OptionalLong burst)
      implements CallLimit {

    /** The largest of a rate's numbers; no quota comes near it. */
    public static final long MOST_PER_MINUTE = 1_000_000_000;

    /** Refuses numbers out of range, a limit on nothing, and a burst without a rate of requests. */
    public Rate {
      if (requestsPerMinute.isEmpty() && tokensPerMinute.isEmpty()) {
        throw new IllegalArgumentException("a rate needs requests or tokens per minute, or both");
      }
      requestsPerMinute.ifPresent(value -> check("requests per minute", value, MOST_PER_MINUTE));
      tokensPerMinute.ifPresent(value -> check("tokens per minute", value, MOST_PER_MINUTE));
      if (burst.isPresent() && requestsPerMinute.isEmpty()) {
        throw new IllegalArgumentException(
            "a burst counts requests, and so needs requests per minute");
      }
      burst.ifPresent(value -> check("a burst", value, requestsPerMinute.getAsLong()));
    }

    private static void check(String what, long value, long most) {
      if (value < 1 || value > most) {
        throw new IllegalArgumentException(what + " must be from 1 to " + most + ", not " + value);
      }
    }

    @Override
    public String label() {
      StringBuilder label = new StringBuilder();
      requestsPerMinute.ifPresent(value -> label.append(",").append(value).append("rpm"));
      tokensPerMinute.ifPresent(value -> label.append(",").append(value).append("tpm"));
      burst.ifPresent(value -> label.append(",burst=").append(value));
      return "rate:" + label.substring(1);
    }
  }

  /** The capacity is found from latencies and from calls that are turned away. */
  record Adaptive(Algorithm algorithm) implements CallLimit {

    /** What {@code adaptive} alone stands for. */
    public static final Adaptive DEFAULT = new Adaptive(Algorithm.AIMD);

    @Override
    public String label() {
      return "adaptive:" + algorithm.name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Another limit, under which a Retry-After that one call is given holds up all the others, too.
   * {@link Adaptive} does that by itself.
   */
  record Obedient(CallLimit limit) implements CallLimit {

    @Override
    public String label() {
      return limit.label();
    }
  }

  /** How {@link Adaptive} finds the number of calls in flight. */
  enum Algorithm {
    /** One more while calls succeed, a tenth less when one is turned away. */
    AIMD,

    /** Fewer as latency grows beyond what it was for long. */
    GRADIENT2
  }

  /**
   * Reads a limit: {@code fixed:10}, {@code rate:500rpm}, {@code rate:500rpm,30000tpm}, {@code
   * rate:500rpm,burst=50}, {@code adaptive}, {@code adaptive:aimd}, {@code adaptive:gradient2}.
   *
   * @throws IllegalArgumentException in one line, if it is none of these
   */
  static CallLimit of(String text) {
    return CallLimitText.parse(text);
  }

  /** The limit as {@link #of} reads it back, but for {@link Obedient}, which has no text. */
  String label();
}
