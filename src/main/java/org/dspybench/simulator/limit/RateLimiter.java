package org.dspybench.simulator.limit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dspybench.simulator.provider.ErrorReply;

/**
 * Keeps {@link RateLimits}, for each account its own. Not thread-safe: who holds one lock around
 * {@link #admit} and {@link #headers} gets headers, wait and message of one state.
 *
 * <p>What a refusal promises: the wait that its headers ask for is how long until the call fits if
 * nobody else is let in meanwhile. Nothing is reserved, as with the providers: of several who wait
 * for the same room the first to come back gets it, and the others are told a new wait. Room is
 * never lost that way, so callers who obey are let in at the limit's rate however many they are. A
 * call that is refused is charged nothing. (OpenAI says that failed requests count too; then no
 * wait that it prints could be true.)
 *
 * <p>An account has its limits since the start, whenever it is first seen. The state of the account
 * that was idle longest is forgotten when there are more than {@value #MOST_ACCOUNTS}.
 */
public final class RateLimiter {

  static final int MOST_ACCOUNTS = 10_000;

  private final RateLimits limits;
  private final long startNanos;
  private final Instant startedAt;
  private final Map<String, AccountLimits> accounts = new LeastRecentlyUsed();

  /**
   * Limits from now on.
   *
   * @param startNanos now, on the monotonic clock of all later calls
   * @param startedAt now, by the time of day; what a date in a header is told from
   */
  public RateLimiter(RateLimits limits, long startNanos, Instant startedAt) {
    this.limits = limits;
    this.startNanos = startNanos;
    this.startedAt = startedAt;
  }

  /** Charges an account for a call to {@code model}, or refuses it in the provider's words. */
  public Optional<ErrorReply> admit(String account, String model, Charge charge, long nowNanos) {
    return of(account)
        .admit(charge, nowNanos)
        .map(
            shortage ->
                limits
                    .provider()
                    .rateLimited(shortage, model, limits.hints(), timeOfDay(nowNanos)));
  }

  /** The headers that tell what an account has left. */
  public Map<String, String> headers(String account, long nowNanos) {
    return limits.provider().limitHeaders(of(account).states(nowNanos), timeOfDay(nowNanos));
  }

  private AccountLimits of(String account) {
    return accounts.computeIfAbsent(account, name -> new AccountLimits(limits, startNanos));
  }

  private Instant timeOfDay(long nowNanos) {
    return startedAt.plusNanos(nowNanos - startNanos);
  }

  private static final class LeastRecentlyUsed extends LinkedHashMap<String, AccountLimits> {

    private static final long serialVersionUID = 1;

    LeastRecentlyUsed() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, AccountLimits> eldest) {
      return size() > MOST_ACCOUNTS;
    }
  }
}
