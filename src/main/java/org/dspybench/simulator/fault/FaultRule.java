package org.dspybench.simulator.fault;

import java.time.Duration;
import java.util.Optional;
import org.dspybench.simulator.draw.Draws;
import org.dspybench.simulator.fault.FaultPlan.Attempt;
import org.dspybench.simulator.latency.Distribution;
import org.dspybench.simulator.latency.Fixed;
import org.dspybench.simulator.provider.Hints;

/**
 * Something that goes wrong, and when.
 *
 * @param waitSeconds what a refusal asks to wait, drawn for each; empty where it asks for none
 * @param hints the headers in which it asks
 */
public record FaultRule(
    FaultKind kind, Trigger trigger, Optional<Distribution> waitSeconds, Hints hints) {

  private static final Duration UNLESS_SAID = Duration.ofSeconds(1);

  /** Refuses a wait on what is no refusal. */
  public FaultRule {
    if (waitSeconds.isPresent() && !kind.isRefusal()) {
      throw new IllegalArgumentException(
          "only a refusal can ask to wait, and " + kind.label() + " is none");
    }
  }

  /** A fault that asks for no wait. */
  public static FaultRule of(FaultKind kind, Trigger trigger) {
    return new FaultRule(kind, trigger, Optional.empty(), Hints.OPENAI);
  }

  /** The same fault, asking to wait. */
  public FaultRule asking(Duration wait, Hints form) {
    Distribution seconds = new Fixed(wait.toNanos() / 1e9);
    return new FaultRule(kind, trigger, Optional.of(seconds), form);
  }

  /**
   * What the refusal of an attempt asks to wait. A rate limit asks for a second where its rule says
   * nothing, because a provider's always asks for something.
   */
  public Optional<Duration> waitAsked(Draws draws, Attempt attempt) {
    if (waitSeconds.isEmpty()) {
      return kind == FaultKind.RATE_LIMIT ? Optional.of(UNLESS_SAID) : Optional.empty();
    }
    double u = draws.uniform(Draws.Stream.WAIT, attempt.key(), attempt.index());
    return Optional.of(Duration.ofNanos(Math.round(waitSeconds.get().quantile(u) * 1e9)));
  }

  /** For people: {@code rate-limit: share 0.3}. */
  public String description() {
    return kind.label() + ": " + trigger;
  }
}
