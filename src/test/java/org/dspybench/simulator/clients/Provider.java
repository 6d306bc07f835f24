package org.dspybench.simulator.clients;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.verdict.Finding;
import org.dspybench.simulator.verdict.Sin;

/** A simulated provider that answers at once, or fails as a test wants, and remembers who came. */
final class Provider implements AutoCloseable {

  private static final SimulatorProfile INSTANT = SimulatorProfile.named("instant");

  private final SimulatedLm lm = SimulatedLm.start(settings(List.of()), 0);

  SimulatedLm lm() {
    return lm;
  }

  /** From now on every attempt is answered. */
  void answersAll() {
    lm.control().configure(settings(List.of()));
  }

  /** From now on the first attempts of each call fail, and ask for no wait. */
  void failsFirst(int attempts, FaultKind kind) {
    lm.control()
        .configure(settings(List.of(FaultRule.of(kind, new Trigger.FirstAttempts(attempts)))));
  }

  /** From now on the first attempts of each call are refused for a while. */
  void refusesFirst(int attempts, Duration wait, Hints hints) {
    FaultRule rule =
        FaultRule.of(FaultKind.RATE_LIMIT, new Trigger.FirstAttempts(attempts)).asking(wait, hints);
    lm.control().configure(settings(List.of(rule)));
  }

  private static SimulatorSettings settings(List<FaultRule> faults) {
    return new SimulatorSettings(INSTANT.withFaults(faults), 42, 1);
  }

  List<SimulatedCall> attempts() {
    return lm.control().calls();
  }

  /** What the verdict on the client finds wrong. */
  List<Sin> sins() {
    return lm.control().verdict().findings().stream().map(Finding::sin).toList();
  }

  /** Between the end of each attempt and the arrival of the next, where one call was made. */
  List<Duration> pauses() {
    List<SimulatedCall> attempts = attempts();
    return IntStream.range(1, attempts.size())
        .mapToObj(i -> pause(attempts.get(i - 1), attempts.get(i)))
        .toList();
  }

  private static Duration pause(SimulatedCall before, SimulatedCall next) {
    long endedMicros = before.arrivedAtMicros() + before.deliveredMicros();
    return Duration.ofNanos(1000 * (next.arrivedAtMicros() - endedMicros));
  }

  @Override
  public void close() {
    lm.close();
  }
}
