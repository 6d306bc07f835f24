package org.dspybench.compare;

import java.util.ArrayList;
import java.util.List;
import org.dspybench.compare.statistics.Holm;
import org.dspybench.compare.statistics.LogRatio;

/**
 * What was found of one quantity of a benchmark.
 *
 * @param compared what was judged
 * @param adjustedPOfSlower by Holm over all that were judged together; 1 where it was not
 * @param adjustedPOfFaster in the same way, over the same
 * @param verdict what can be said
 */
public record Judgement(
    Case compared, double adjustedPOfSlower, double adjustedPOfFaster, Verdict verdict) {

  /**
   * Something to be judged.
   *
   * @param benchmark with its parameters, in words
   * @param quantity what of it
   * @param effect how much head costs of what base costs
   * @param standing whether it counts: else it is no part of the family, and neither regressed nor
   *     improved
   */
  public record Case(String benchmark, Quantity quantity, Effect effect, Standing standing) {

    /** The benchmark, and the quantity where it is not the time. */
    public String subject() {
      return quantity.isCounted() ? benchmark + ": " + quantity.label() : benchmark;
    }

    private boolean isJudged() {
      return standing == Standing.JUDGED;
    }
  }

  /** Judges a family together, in their order. */
  public static List<Judgement> of(List<Case> cases, Gate gate) {
    List<Case> family = cases.stream().filter(Case::isJudged).toList();
    double[] slower =
        Holm.adjusted(family.stream().mapToDouble(one -> one.effect.pOfSlower()).toArray());
    double[] faster =
        Holm.adjusted(family.stream().mapToDouble(one -> one.effect.pOfFaster()).toArray());
    List<Judgement> judgements = new ArrayList<>();
    int member = 0;
    for (Case one : cases) {
      double pOfSlower = one.isJudged() ? slower[member] : 1;
      double pOfFaster = one.isJudged() ? faster[member] : 1;
      member += one.isJudged() ? 1 : 0;
      judgements.add(
          new Judgement(
              one, pOfSlower, pOfFaster, verdict(one.effect, pOfSlower, pOfFaster, gate)));
    }
    return List.copyOf(judgements);
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

  /** What was judged, in words. */
  public String subject() {
    return compared.subject();
  }

  /** What can be said, in words. */
  public String label() {
    return isForInformation() ? "for information" : verdict.label();
  }

  /** Whether its verdict is nothing to go by. */
  public boolean isForInformation() {
    return compared.standing == Standing.INFORMATION;
  }

  /** How much head costs of what base costs. */
  public Effect effect() {
    return compared.effect;
  }
}
