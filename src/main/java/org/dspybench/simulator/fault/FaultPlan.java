package org.dspybench.simulator.fault;

import static org.dspybench.simulator.draw.Draws.Stream.FAULT;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dspybench.simulator.draw.Draws;

/**
 * All that goes wrong on purpose. Immutable.
 *
 * <p>What a request asks for itself comes first, then the first rule that matches. All shares
 * divide one draw among them: of two rules with shares of 0.1 and 0.2, the first has the draws
 * below 0.1 and the second those from there to 0.3, so that each has its share of all attempts. For
 * that they sum to 1 at most.
 *
 * @param rules in the order in which they are tried
 */
public record FaultPlan(List<FaultRule> rules) {

  private static final double SHARES_MAY_EXCEED = 1e-9;

  /** Nothing goes wrong unless a request asks for it. */
  public static final FaultPlan NONE = new FaultPlan(List.of());

  /** Refuses shares that sum to more than 1. */
  public FaultPlan {
    rules = List.copyOf(rules);
    double sum = shares(rules);
    if (sum > 1 + SHARES_MAY_EXCEED) {
      throw new IllegalArgumentException(
          "the shares of all faults sum to 1 at most, not to " + sum);
    }
  }

  /**
   * What decides whether an attempt meets a fault.
   *
   * @param key the canonical key of its body
   * @param index which attempt of its body, from 0
   * @param call which call since the reset, from 1
   * @param seconds since the reset
   * @param asked the fault that it asks for itself
   */
  public record Attempt(
      String key, int index, long call, double seconds, Optional<FaultAsked> asked) {}

  /** The rule that strikes an attempt, if one does. */
  public Optional<FaultRule> strike(Draws draws, Attempt attempt) {
    Optional<FaultRule> asked =
        attempt
            .asked()
            .filter(fault -> attempt.index() < fault.attempts())
            .map(fault -> FaultRule.of(fault.kind(), new Trigger.FirstAttempts(fault.attempts())));
    return asked.isPresent() ? asked : byRule(draws, attempt);
  }

  /** One line for each rule. */
  public Stream<String> descriptions() {
    return rules.stream().map(FaultRule::description);
  }

  private Optional<FaultRule> byRule(Draws draws, Attempt attempt) {
    double u = shares(rules) == 0 ? 1 : draws.uniform(FAULT, attempt.key(), attempt.index());
    double above = 0;
    for (FaultRule rule : rules) {
      double from = above;
      above += rule.trigger().share();
      if (rule.trigger().covers(attempt) || (u >= from && u < above)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private static double shares(List<FaultRule> rules) {
    return rules.stream().mapToDouble(rule -> rule.trigger().share()).sum();
  }
}
