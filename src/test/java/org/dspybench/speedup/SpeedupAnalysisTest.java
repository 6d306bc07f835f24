package org.dspybench.speedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.dspybench.speedup.Rows.inUnit;
import static org.dspybench.speedup.Rows.measuring;
import static org.dspybench.speedup.Rows.row;

import java.util.List;
import java.util.Map;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.dspybench.speedup.Comparison.Paired;
import org.dspybench.speedup.Comparison.Unpaired;
import org.junit.jupiter.api.Test;

class SpeedupAnalysisTest {

  private static final Map<String, String> TEN = Map.of("batchSize", "10", "transport", "java");
  private static final Map<String, String> TEN_BY_4 =
      Map.of("batchSize", "10", "transport", "java", "workers", "4");

  @Test
  void speedup_isTheRatioOfTheGeometricMeans() {
    Paired pair = paired(row("sequential", TEN, 400, 900), row("concurrent", TEN_BY_4, 100, 225));

    assertThat(pair.sequential().millis().orElseThrow().value()).isCloseTo(600, within(1e-9));
    assertThat(pair.concurrent().millis().orElseThrow().value()).isCloseTo(150, within(1e-9));
    assertThat(pair.speedup().value()).isCloseTo(4, within(1e-9));
  }

  @Test
  void efficiency_isSpeedupOverWorkers() {
    Paired pair = paired(row("sequential", TEN, 600), row("concurrent", TEN_BY_4, 200));

    assertThat(pair.efficiency().orElseThrow().value()).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void efficiency_isAbsent_withoutAWorkerCount() {
    Paired pair = paired(row("sequential", TEN, 600), row("concurrent", TEN, 200));

    assertThat(pair.efficiency()).isEmpty();
  }

  @Test
  void shareOfIdeal_isSpeedupOverTheRatioOfIdealMakespans() {
    // Sequential: 580 ms of latency. Concurrent: a perfect scheduler needs 145 ms, so 4 is ideal.
    Paired pair =
        paired(
            measuring(Map.of(Measure.IDEAL_MAKESPAN, List.of(580.0)), "sequential", TEN, 600),
            measuring(Map.of(Measure.IDEAL_MAKESPAN, List.of(145.0)), "concurrent", TEN_BY_4, 200));

    assertThat(pair.possibleSpeedup(Measure.IDEAL_MAKESPAN)).hasValue(4);
    assertThat(pair.share(Measure.IDEAL_MAKESPAN).orElseThrow().value())
        .isCloseTo(0.75, within(1e-9));
  }

  @Test
  void shareOfIdeal_isAbsent_whereOneSideHasNoIdealMakespan() {
    Paired pair =
        paired(
            measuring(Map.of(Measure.IDEAL_MAKESPAN, List.of(0.0)), "sequential", TEN, 600),
            measuring(Map.of(Measure.IDEAL_MAKESPAN, List.of(145.0)), "concurrent", TEN_BY_4, 200));

    assertThat(pair.possibleSpeedup(Measure.IDEAL_MAKESPAN)).isEmpty();
    assertThat(pair.share(Measure.IDEAL_MAKESPAN)).isEmpty();
  }

  @Test
  void speedup_comparesTimesOfDifferentUnits() {
    Paired pair =
        paired(inUnit("s/op", "sequential", TEN, 0.6), inUnit("us/op", "concurrent", TEN, 2e5));

    assertThat(pair.speedup().value()).isCloseTo(3, within(1e-9));
  }

  @Test
  void compare_pairsOnTheParametersThatBothHave() {
    Map<String, String> fifty = Map.of("batchSize", "50", "transport", "java");
    Map<String, String> fiftyBy4 = Map.of("batchSize", "50", "transport", "java", "workers", "4");

    List<Comparison> comparisons =
        SpeedupAnalysis.compare(
            List.of(
                row("concurrent", fiftyBy4, 1000),
                row("concurrent", TEN_BY_4, 200),
                row("sequential", fifty, 3000),
                row("sequential", TEN, 400)));

    assertThat(comparisons)
        .extracting(comparison -> Math.round(((Paired) comparison).speedup().value()))
        .containsExactly(2L, 3L);
  }

  @Test
  void compare_pairsWithinAClassOnly() {
    ResultRow other =
        new ResultRow(
            "org.example.Other.sequential",
            "ss",
            1,
            1,
            1,
            row("sequential", TEN).settings(),
            row("sequential", TEN).params(),
            row("sequential", TEN, 500).primary(),
            row("sequential", TEN).secondary());

    assertThat(SpeedupAnalysis.compare(List.of(other, row("concurrent", TEN_BY_4, 200))))
        .allSatisfy(comparison -> assertThat(comparison).isInstanceOf(Unpaired.class));
  }

  @Test
  void compare_givesTheReason_whereThereIsNoBaseline() {
    assertThat(reasons(row("concurrent", TEN_BY_4, 200)))
        .containsExactly("no sequential row with the same parameters");
  }

  @Test
  void compare_doesNotGuess_whereSeveralBaselinesFit() {
    assertThat(
            reasons(
                row("sequential", Map.of("batchSize", "10", "seed", "1"), 600),
                row("sequential", Map.of("batchSize", "10", "seed", "2"), 700),
                row("concurrent", TEN_BY_4, 200)))
        .containsExactly("2 sequential rows fit, which differ in seed");
  }

  @Test
  void compare_keepsABaselineThatNothingIsComparedWith() {
    assertThat(reasons(row("sequential", TEN, 600)))
        .containsExactly("no concurrent row to compare with");
  }

  @Test
  void compare_givesTheReason_whereATimeCannotBeReckonedWith() {
    assertThat(reasons(row("sequential", TEN), row("concurrent", TEN_BY_4, 200)))
        .containsExactly("sequential has no raw data");
    assertThat(reasons(row("sequential", TEN, 600), row("concurrent", TEN_BY_4, 200, Double.NaN)))
        .containsExactly("concurrent has a time that is not positive");
    assertThat(reasons(row("sequential", TEN, 600), inUnit("ops/s", "concurrent", TEN_BY_4, 200)))
        .containsExactly("concurrent is in ops/s, not in time per operation");
  }

  @Test
  void compare_ordersByNumber_notByText() {
    assertThat(
            SpeedupAnalysis.compare(
                List.of(
                    row("concurrent", Map.of("batchSize", "10", "workers", "10"), 1),
                    row("concurrent", Map.of("batchSize", "10", "workers", "4"), 1),
                    row("concurrent", Map.of("batchSize", "9", "workers", "10"), 1))))
        .extracting(
            comparison -> comparison.row().params().get("batchSize"),
            comparison -> comparison.row().params().get("workers"))
        .extracting(Object::toString)
        .containsExactly("(\"9\", \"10\")", "(\"10\", \"4\")", "(\"10\", \"10\")");
  }

  @Test
  void highest_isTheComparisonThatGainedMost() {
    Map<String, String> by10 = Map.of("batchSize", "10", "transport", "java", "workers", "10");
    List<Comparison> comparisons =
        SpeedupAnalysis.compare(
            List.of(
                row("sequential", TEN, 600),
                row("concurrent", by10, 100),
                row("concurrent", TEN_BY_4, 200)));

    assertThat(SpeedupAnalysis.highest(comparisons).orElseThrow().row().params())
        .containsEntry("workers", "10");
    assertThat(SpeedupAnalysis.highest(List.of())).isEmpty();
  }

  private static Paired paired(ResultRow sequential, ResultRow concurrent) {
    List<Comparison> comparisons = SpeedupAnalysis.compare(List.of(concurrent, sequential));
    assertThat(comparisons).singleElement().isInstanceOf(Paired.class);
    return (Paired) comparisons.get(0);
  }

  private static List<String> reasons(ResultRow... rows) {
    return SpeedupAnalysis.compare(List.of(rows)).stream()
        .map(comparison -> ((Unpaired) comparison).reason())
        .toList();
  }
}
