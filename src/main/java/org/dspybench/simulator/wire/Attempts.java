package org.dspybench.simulator.wire;

import java.util.List;
import java.util.Optional;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.verdict.Attempt;
import org.dspybench.simulator.verdict.Attempt.Outcome;

/** The log's calls as the verdict on their client reads them. */
final class Attempts {

  private static final int TOO_MANY_REQUESTS = 429;

  private Attempts() {}

  static List<Attempt> of(List<SimulatedCall> calls, RateLimits limits) {
    return calls.stream().map(call -> of(call, limits.hints())).toList();
  }

  private static Attempt of(SimulatedCall call, Hints hints) {
    return new Attempt(
        call.key(),
        call.arrivedAtMicros(),
        call.arrivedAtMicros() + call.deliveredMicros(),
        outcome(call, hints),
        !isRefusedByQuota(call),
        call.waitMicros());
  }

  private static Outcome outcome(SimulatedCall call, Hints hints) {
    Optional<FaultKind> fault = Optional.ofNullable(call.fault()).map(FaultKind::ofLabel);
    if (call.abandoned()) {
      return Outcome.ABANDONED;
    }
    if (isRefusedByQuota(call)) {
      boolean tooLarge = call.waitMicros() == null && hints != Hints.NONE;
      return tooLarge ? Outcome.FAILED_FOR_GOOD : Outcome.FAILED;
    }
    return fault.map(Attempts::outcome).orElse(Outcome.ANSWERED);
  }

  private static Outcome outcome(FaultKind fault) {
    return switch (fault) {
      case INSUFFICIENT_QUOTA, INVALID_KEY, CONTEXT_LENGTH -> Outcome.FAILED_FOR_GOOD;
      case LARGE_BODY, SLOW_DRIP, REFUSE -> Outcome.ANSWERED;
      default -> Outcome.FAILED;
    };
  }

  private static boolean isRefusedByQuota(SimulatedCall call) {
    return call.status() == TOO_MANY_REQUESTS && call.fault() == null;
  }
}
