package org.dspybench.compare;

import java.util.ArrayList;
import java.util.List;
import org.dspybench.compare.statistics.Holm;
import org.dspybench.compare.statistics.LogRatio;

/**
 * What was found of one benchmark.
 *
 * @param subject the benchmark and its parameters, in words
 * @param effect how much head costs of what base costs
 * @param adjustedPOfSlower by Holm over all that were judged together
 * @param adjustedPOfFaster in the same way, over the same
 * @param verdict what can be said
 */
public record Judgement(
    String subject,
    Effect effect,
    double adjustedPOfSlower,
    double adjustedPOfFaster,
    Verdict verdict) {

  /**
   * Something to be judged.
   *
   * @param subject the benchmark and its parameters, in words
   * @param effect how much head costs of what base costs
   */
  public record Case(String subject, Effect effect) {}

  /** Judges a family of benchmarks together, in their order. */
  public static List<Judgement> of(List<Case> cases, Gate gate) {
    double[] slower = Holm.adjusted(pValues(cases, true));
    double[] faster = Holm.adjusted(pValues(cases, false));
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      judgements.add(
          new Judgement(
              one.subject,
              one.effect,
              slower[i],
              faster[i],
              verdict(one.effect, slower[i], faster[i], gate)));
    }
    return List.copyOf(judgements);
  }

  private static double[] pValues(List<Case> cases, boolean ofSlower) {
    return cases.stream()
        .map(Case::effect)
        .mapToDouble(effect -> ofSlower ? effect.pOfSlower() : effect.pOfFaster())
        .toArray();
  }

  private static Verdict verdict(Effect effect, double slower, double faster, Gate gate) {
    double most = 1 + gate.threshold();
    double least = 1 / most;
    LogRatio cost = effect.cost();
    if (slower <= gate.level() && cost.ratio() >= most) {
      return Verdict.REGRESSED;
    }
    if (faster <= gate.level() && cost.ratio() <= least) {
      return Verdict.IMPROVED;
    }
    boolean within = cost.low(gate.confidence()) >= least && cost.high(gate.confidence()) <= most;
    return within ? Verdict.NO_MATERIAL_CHANGE : Verdict.INCONCLUSIVE;
  }
}
