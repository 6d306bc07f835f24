package org.dspybench.simulator.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.dspybench.simulator.fault.FaultAsked;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.latency.LogNormal;
import org.dspybench.simulator.limit.Charge;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.ErrorReply;
import org.dspybench.simulator.provider.Hints;

/** Epochs on a clock that only the test moves, which begin a second before zero. */
final class Epochs {

  static final long SECOND = 1_000_000_000L;

  static final SimulatorProfile CALM =
      new SimulatorProfile(
          "test",
          "d",
          "s",
          LatencyModel.of(LogNormal.byMean(1.5, 0.35)),
          SimulatorProfile.named("instant").limits());

  private final AtomicLong clock = new AtomicLong(-SECOND);

  Epoch of(SimulatorProfile profile, long seed) {
    return new Epoch(new SimulatorSettings(profile, seed, 1), clock::get);
  }

  /** A new epoch of a calm profile in which a share of the attempts meets a 429. */
  Epoch refusing(double share) {
    return share == 0 ? of(CALM, 1) : of(CALM.withFaults(List.of(rateLimit(share))), 1);
  }

  static FaultRule rateLimit(double share) {
    return FaultRule.of(FaultKind.RATE_LIMIT, new Trigger.Share(share))
        .asking(Duration.ofMillis(200), Hints.OPENAI);
  }

  static FaultRule always(FaultKind kind) {
    return FaultRule.of(kind, new Trigger.Share(1));
  }

  void sleep(long nanos) {
    clock.addAndGet(nanos);
  }

  PlannedCall arrive(Epoch epoch, String body) {
    return arrive(epoch, body, 1, Optional.empty());
  }

  PlannedCall arrive(Epoch epoch, String body, long tokens, Optional<FaultAsked> asked) {
    return epoch.arrive(
        new Arrival(
            body,
            "account",
            "m",
            new Charge(0, tokens),
            Integer.MAX_VALUE,
            body.length(),
            clock.get(),
            asked));
  }

  static Optional<ErrorReply> refusal(PlannedCall call) {
    return call.fate() instanceof Fate.Refused refused
        ? Optional.of(refused.reply())
        : Optional.empty();
  }

  /** The status that the wire would send. */
  static int status(PlannedCall call) {
    return refusal(call).map(ErrorReply::status).orElse(200);
  }
}
