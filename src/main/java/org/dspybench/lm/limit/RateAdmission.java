package org.dspybench.lm.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Requests and tokens per minute, a Bucket4j bucket each. Both refill without steps. The bucket of
 * requests holds the burst, and that of tokens what flows in over the same span. A call starts once
 * both buckets can bear it, and then is charged to both.
 *
 * <p>A call of more tokens than the bucket holds starts when the bucket is full and leaves it in
 * debt, so that in any span {@code t} the tokens are at most {@code rate * t}, the bucket, and one
 * such call. A call of more than a whole minute's tokens is refused.
 */
final class RateAdmission implements Admission {

  private static final double ONE_SECOND_IN_MINUTES = 1.0 / 60;

  private final HandedTime time;
  private final List<Quota> quotas = new ArrayList<>();
  private OptionalLong tokensPerMinute;

  RateAdmission(CallLimit.Rate rate, long nowNanos) {
    time = new HandedTime(nowNanos);
    tokensPerMinute = rate.tokensPerMinute();
    quotas.addAll(quotas(rate));
  }

  private List<Quota> quotas(CallLimit.Rate rate) {
    List<Quota> quotas = new ArrayList<>();
    double burstMinutes = ONE_SECOND_IN_MINUTES;
    if (rate.requestsPerMinute().isPresent()) {
      long perMinute = rate.requestsPerMinute().getAsLong();
      long burst = rate.burst().orElse(Math.max(1, (long) (perMinute * ONE_SECOND_IN_MINUTES)));
      quotas.add(new Quota(bucket(perMinute, burst), burst, false));
      burstMinutes = (double) burst / perMinute;
    }
    if (rate.tokensPerMinute().isPresent()) {
      long perMinute = rate.tokensPerMinute().getAsLong();
      long burst = Math.max(1, (long) (perMinute * burstMinutes));
      quotas.add(new Quota(bucket(perMinute, burst), burst, true));
    }
    return quotas;
  }

  @Override
  public void changeRate(CallLimit.Rate rate, long nowNanos) {
    time.nanos = nowNanos;
    List<Quota> before = List.copyOf(quotas);
    quotas.clear();
    for (Quota quota : quotas(rate)) {
      before.stream()
          .filter(old -> old.countsTokens == quota.countsTokens)
          .forEach(quota::takeOver);
      quotas.add(quota);
    }
    tokensPerMinute = rate.tokensPerMinute();
  }

  private Bucket bucket(long perMinute, long capacity) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .withCustomTimePrecision(time)
        .withSynchronizationStrategy(SynchronizationStrategy.NONE)
        .build();
  }

  @Override
  public Optional<String> refusal(int tokens) {
    return tokensPerMinute.isPresent() && tokens > tokensPerMinute.getAsLong()
        ? Optional.of(
            "a call of "
                + tokens
                + " tokens is more than a whole minute's "
                + tokensPerMinute.getAsLong()
                + "; shorten it, or raise the limit in tpm")
        : Optional.empty();
  }

  @Override
  public long delayNanos(long nowNanos, int tokens, int inFlight) {
    time.nanos = nowNanos;
    return quotas.stream().mapToLong(quota -> quota.delayNanos(tokens)).max().orElseThrow();
  }

  @Override
  public void started(Start start) {
    time.nanos = start.atNanos();
    quotas.forEach(quota -> quota.charge(start.tokens()));
  }

  @Override
  public void returned(Start start) {
    quotas.forEach(quota -> quota.giveBack(start.tokens()));
  }

  @Override
  public OptionalInt limit() {
    return OptionalInt.empty();
  }

  /** One of the two limits. */
  private record Quota(Bucket bucket, long capacity, boolean countsTokens) {

    long delayNanos(int tokens) {
      long units = Math.min(units(tokens), capacity);
      return units == 0 ? 0 : bucket.estimateAbilityToConsume(units).getNanosToWaitForRefill();
    }

    void charge(int tokens) {
      if (units(tokens) > 0) {
        bucket.consumeIgnoringRateLimits(units(tokens));
      }
    }

    void giveBack(int tokens) {
      if (units(tokens) > 0) {
        bucket.addTokens(units(tokens));
      }
    }

    /** What an old bucket has left, or owes, is what this one has. */
    void takeOver(Quota old) {
      long lacking = bucket.getAvailableTokens() - old.bucket.getAvailableTokens();
      if (lacking > 0) {
        bucket.consumeIgnoringRateLimits(lacking);
      }
    }

    private long units(int tokens) {
      return countsTokens ? tokens : 1;
    }
  }

  /** The time that the limiter handed in last. */
  private static final class HandedTime implements TimeMeter {
    private long nanos;

    HandedTime(long nanos) {
      this.nanos = nanos;
    }

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
