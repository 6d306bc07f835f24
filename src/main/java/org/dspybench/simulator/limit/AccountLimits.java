package org.dspybench.simulator.limit;

import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dspybench.simulator.provider.LimitState;
import org.dspybench.simulator.provider.Provider;
import org.dspybench.simulator.provider.Resource;
import org.dspybench.simulator.provider.Shortage;

/**
 * What one account has left. A call passes if it fits all its limits, and then is charged to all;
 * one that does not is charged to none. Not thread-safe.
 */
final class AccountLimits {

  private record Limit(Resource resource, Allowance allowance) {

    long requested(Charge charge) {
      return switch (resource) {
        case REQUESTS -> 1;
        case TOKENS -> charge.tokens();
        case INPUT_TOKENS -> charge.promptTokens();
        case OUTPUT_TOKENS -> charge.outputTokens();
      };
    }

    boolean isTooSmallFor(Charge charge) {
      return requested(charge) > allowance.limit();
    }

    Duration waitFor(Charge charge, long nowNanos) {
      return allowance.waitFor(requested(charge), nowNanos);
    }
  }

  private final List<Limit> limits;

  AccountLimits(RateLimits limits, long nowNanos) {
    this.limits =
        Arrays.stream(Resource.values())
            .flatMap(resource -> limit(limits, resource, nowNanos).stream())
            .toList();
  }

  private static Optional<Limit> limit(RateLimits limits, Resource resource, long nowNanos) {
    return limits
        .on(resource)
        .map(perMinute -> allowance(limits, resource, perMinute, nowNanos))
        .map(allowance -> new Limit(resource, allowance));
  }

  private static Allowance allowance(
      RateLimits limits, Resource resource, int perMinute, long nowNanos) {
    double fill = limits.initialFill();
    if (limits.provider() != Provider.AZURE) {
      return new TokenBucket(perMinute, fill, nowNanos);
    }
    return resource == Resource.REQUESTS
        ? Windows.ofRequests(perMinute, fill, nowNanos)
        : Windows.ofTokens(perMinute, fill, nowNanos);
  }

  /** Charges a call, or says what there is too little of: of several, what takes longest. */
  Optional<Shortage> admit(Charge charge, long nowNanos) {
    Optional<Shortage> shortage = tooLarge(charge, nowNanos).or(() -> tooEarly(charge, nowNanos));
    if (shortage.isEmpty()) {
      limits.forEach(limit -> limit.allowance().charge(limit.requested(charge), nowNanos));
    }
    return shortage;
  }

  List<LimitState> states(long nowNanos) {
    return limits.stream()
        .map(
            limit -> {
              Allowance allowance = limit.allowance();
              return new LimitState(
                  limit.resource(),
                  allowance.limit(),
                  allowance.limit() - allowance.used(nowNanos),
                  allowance.reset(nowNanos));
            })
        .toList();
  }

  private Optional<Shortage> tooLarge(Charge charge, long nowNanos) {
    return limits.stream()
        .filter(limit -> limit.isTooSmallFor(charge))
        .findFirst()
        .map(limit -> shortage(limit, charge, Optional.empty(), nowNanos));
  }

  private Optional<Shortage> tooEarly(Charge charge, long nowNanos) {
    return limits.stream()
        .max(Comparator.comparing(limit -> limit.waitFor(charge, nowNanos)))
        .flatMap(
            limit ->
                Stream.of(limit.waitFor(charge, nowNanos))
                    .filter(wait -> !wait.isZero())
                    .findFirst()
                    .map(wait -> shortage(limit, charge, Optional.of(wait), nowNanos)));
  }

  private static Shortage shortage(
      Limit limit, Charge charge, Optional<Duration> wait, long nowNanos) {
    return new Shortage(
        limit.resource(),
        limit.allowance().limit(),
        limit.allowance().used(nowNanos),
        limit.requested(charge),
        wait);
  }
}
