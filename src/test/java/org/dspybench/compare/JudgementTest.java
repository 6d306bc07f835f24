package org.dspybench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dspybench.compare.Verdict.IMPROVED;
import static org.dspybench.compare.Verdict.INCONCLUSIVE;
import static org.dspybench.compare.Verdict.NO_MATERIAL_CHANGE;
import static org.dspybench.compare.Verdict.REGRESSED;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.dspybench.compare.Judgement.Case;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A judgement")
class JudgementTest {

  private static final int PAIRS = 20;

  private final Random random = new Random(20_261_123);

  @Test
  @DisplayName("calls a tenth slower regressed, a tenth faster improved, and nothing else either")
  void verdict_isRight_whereTheNoiseIsSmall() {
    assertThat(verdicts(0.01, 1.10, 1 / 1.10, 1.0))
        .containsExactly(REGRESSED, IMPROVED, NO_MATERIAL_CHANGE);
  }

  @Test
  @DisplayName("calls a slowdown below the threshold no material change, however sure it is")
  void verdict_isNoMaterialChange_belowTheThreshold() {
    assertThat(verdicts(0.001, 1.01)).containsExactly(NO_MATERIAL_CHANGE);
  }

  @Test
  @DisplayName("is inconclusive, never no change, where the noise hides the threshold")
  void verdict_isInconclusive_whereNoiseHidesTheThreshold() {
    List<Judgement> judged = Judgement.of(List.of(paired("noisy", 0.3, 1.05)), Gate.STANDARD);

    assertThat(judged.get(0).verdict()).isEqualTo(INCONCLUSIVE);
    assertThat(judged.get(0).effect().cost().detectableExcess(0.05, 0.8)).isGreaterThan(0.05);
  }

  @Test
  @DisplayName("is inconclusive with a single pair")
  void verdict_isInconclusive_withOnePair() {
    Effect twice = Effect.paired(new double[] {0}, new double[] {Math.log(2)});

    assertThat(
            Judgement.of(
                    List.of(new Case("one", Quantity.TIME, twice, Standing.JUDGED)), Gate.STANDARD)
                .get(0)
                .verdict())
        .isEqualTo(INCONCLUSIVE);
  }

  @Test
  @Tag("slow")
  @DisplayName("raises a false alarm in at most 5 % of gates of 20 unchanged benchmarks")
  void falseAlarms_areRare_overAllBenchmarks() {
    int alarms = 0;
    int gates = 400;
    for (int gate = 0; gate < gates; gate++) {
      List<Case> cases = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        cases.add(paired("b" + i, 0.10, 1.0));
      }
      if (Judgement.of(cases, Gate.STANDARD.withThreshold(0)).stream()
          .anyMatch(judged -> judged.verdict() == REGRESSED)) {
        alarms++;
      }
    }
    assertThat(alarms / (double) gates).isLessThanOrEqualTo(0.07);
  }

  private List<Verdict> verdicts(double noise, double... ratios) {
    List<Case> cases =
        Arrays.stream(ratios).mapToObj(ratio -> paired("x" + ratio, noise, ratio)).toList();
    return Judgement.of(cases, Gate.STANDARD).stream().map(Judgement::verdict).toList();
  }

  /** Pairs that share a drift of the machine, which must cancel. */
  private Case paired(String name, double noise, double ratio) {
    double[] base = new double[PAIRS];
    double[] head = new double[PAIRS];
    for (int i = 0; i < PAIRS; i++) {
      double drift = 0.2 * Math.sin(i / 3.0);
      base[i] = drift + noise * random.nextGaussian();
      head[i] = drift + Math.log(ratio) + noise * random.nextGaussian();
    }
    return new Case(name, Quantity.TIME, Effect.paired(base, head), Standing.JUDGED);
  }
}
