package org.dspybench.simulator.profile;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.Empirical;
import org.dspybench.simulator.latency.Fixed;
import org.dspybench.simulator.latency.Gamma;
import org.dspybench.simulator.latency.LatencyModel;
import org.dspybench.simulator.latency.LogNormal;
import org.dspybench.simulator.latency.Mixture;
import org.dspybench.simulator.latency.PartedLatency;
import org.dspybench.simulator.latency.RecordedLatency;
import org.dspybench.simulator.latency.ThroughQuantiles;
import org.dspybench.simulator.latency.ThroughQuantiles.Quantile;
import org.dspybench.simulator.latency.TokenPace;
import org.dspybench.simulator.latency.Uniform;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.provider.Provider;

/** Profiles that tests share. */
final class Profiles {

  private static final ProfileSource SOURCE =
      new ProfileSource("A choice.", LocalDate.of(2026, 11, 23), 0);

  private Profiles() {}

  /** One that a program made up, without a date. */
  static SimulatorProfile ofProgram() {
    return new SimulatorProfile("p", "d", "s", LatencyModel.of(new Fixed(0.5)), RateLimits.NONE);
  }

  /** Each distribution, each trigger, a capacity and the limits of a provider. */
  static SimulatorProfile withEverything() {
    Mixture firstToken =
        new Mixture(
            List.of(
                new Mixture.Part(0.5, LogNormal.byMean(0.3, 0.28)),
                new Mixture.Part(0.25, new Gamma(0.5, 0.7)),
                new Mixture.Part(0.25, new Empirical(List.of(0.1, 0.2, 3.0)))));
    ThroughQuantiles tokens =
        new ThroughQuantiles(List.of(new Quantile(0.5, 100), new Quantile(0.95, 230)));
    return new SimulatorProfile(
        "everything",
        "All that a profile can have.",
        SOURCE,
        new PartedLatency(firstToken, Optional.of(new TokenPace(tokens, new Uniform(0.01, 0.02)))),
        8,
        new RateLimits(Provider.ANTHROPIC, 50, null, 40_000, 8_000, 0.5, Hints.NONE),
        List.of(
            new FaultRule(
                FaultKind.OVERLOADED,
                new Trigger.Share(0.1),
                Optional.of(new Uniform(0.1, 0.4)),
                Hints.FRACTION),
            FaultRule.of(FaultKind.SERVER_ERROR, new Trigger.Calls(10, 20)),
            FaultRule.of(FaultKind.DIE, new Trigger.Seconds(5, 8.5)),
            FaultRule.of(FaultKind.RESET_MID_BODY, new Trigger.FirstAttempts(1))));
  }

  /** One with the samples of a trace. */
  static SimulatorProfile recorded() {
    return new SimulatorProfile(
        "recorded",
        "Two calls.",
        SOURCE,
        new RecordedLatency(
            List.of(
                new RecordedLatency.Sample(0.4, 1.5, 80), new RecordedLatency.Sample(0.6, 0.6, 0))),
        null,
        RateLimits.NONE,
        List.of());
  }
}
