package org.dspybench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.dspybench.compare.RecordedRounds.Benchmark;
import org.dspybench.compare.RecordedRounds.Draw;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.util.ListStatistics;

/**
 * The data are one run of {@code pairs --rounds 40 --fresh 0} of this suite's gate, both sides the
 * same commit, on two cores; {@code README.md} beside them tells how they were made. Each gate
 * draws rounds from them and throws the coins of the labels anew, so that any alarm is a false one.
 */
@DisplayName("The gate, on recorded rounds of a commit against itself,")
class RecordedGatesTest {

  private static final int GATES = 2_000;
  private static final String NONE = "";

  /** As the tools that are meant here have it. */
  private static final double OTHERS_LEVEL = 0.05;

  private static RecordedRounds recorded;

  @BeforeAll
  static void read() throws Exception {
    recorded = RecordedRounds.read("recorded");
  }

  @Test
  @DisplayName("has rounds enough, of seven benchmarks")
  void recording_isLongEnough() {
    assertThat(recorded.rounds()).isGreaterThanOrEqualTo(40);
    assertThat(recorded.benchmarks()).hasSize(7);
  }

  @Test
  @DisplayName("raises any false alarm in at most 5 % of gates, and fewer than the usual rules")
  void falseAlarms_areRare() {
    double ours =
        share(draw -> RecordedRounds.regressed(recorded.gate(draw, NONE, 1)).findAny().isPresent());

    assertThat(ours).isLessThanOrEqualTo(0.05);
    assertThat(shareOfAny(RecordedGatesTest::meanIsFivePercentAbove)).isGreaterThan(ours);
    assertThat(shareOfAny(RecordedGatesTest::pooledIterationsRankHigher)).isGreaterThan(ours);
    assertThat(shareOfAny(RecordedGatesTest::intervalsOfJmhAreApart)).isGreaterThan(ours);
  }

  @Test
  @DisplayName("finds 10 % where it says that it sees 4 %, and accuses no bystander")
  void slowdown_isFound_whereTheGateSaysSo() {
    List<Benchmark> steady = recorded.benchmarks().stream().filter(this::isSteady).toList();

    assertThat(steady).isNotEmpty();
    for (Benchmark slowed : steady) {
      assertThat(found(slowed, 1.10)).as(slowed.name()).isGreaterThanOrEqualTo(0.98);
      assertThat(bystanders(slowed, 1.10)).as(slowed.name()).isLessThanOrEqualTo(0.05);
    }
  }

  @Test
  @DisplayName("finds 5 % in nine of ten gates where it says that it sees 4 %")
  void smallSlowdown_isMostlyFound_whereTheGateSaysSo() {
    for (Benchmark slowed : recorded.benchmarks().stream().filter(this::isSteady).toList()) {
      assertThat(found(slowed, 1.05)).as(slowed.name()).isGreaterThanOrEqualTo(0.9);
    }
  }

  /** Whether fresh pairs could see 4 %, by the spread of all rounds. */
  private boolean isSteady(Benchmark benchmark) {
    List<Integer> fresh = IntStream.range(0, RecordedRounds.FRESH).boxed().toList();
    Gate gate = Gate.STANDARD.ofTimes();
    return benchmark
            .effect(Quantity.TIME, fresh, new boolean[recorded.rounds()], 1)
            .cost()
            .detectableExcess(gate.level(), gate.power())
        <= 0.04;
  }

  private double found(Benchmark slowed, double slowdown) {
    return share(
        draw ->
            RecordedRounds.regressed(recorded.gate(draw, slowed.name(), slowdown))
                .anyMatch(slowed.name()::equals));
  }

  private double bystanders(Benchmark slowed, double slowdown) {
    return share(
        draw ->
            RecordedRounds.regressed(recorded.gate(draw, slowed.name(), slowdown))
                .anyMatch(name -> !name.equals(slowed.name())));
  }

  private static double share(Predicate<Draw> alarm) {
    Random random = new Random(20_261_130);
    int alarms = 0;
    for (int gate = 0; gate < GATES; gate++) {
      if (alarm.test(recorded.draw(random))) {
        alarms++;
      }
    }
    return (double) alarms / GATES;
  }

  /** The share of gates in which a rule on all iterations of base and head alarms at all. */
  private static double shareOfAny(BiPredicate<double[], double[]> rule) {
    return share(
        draw ->
            recorded.benchmarks().stream()
                .anyMatch(
                    benchmark -> {
                      boolean[] swapped =
                          Objects.requireNonNull(draw.swapped().get(benchmark.name()));
                      return rule.test(
                          benchmark.pooled(0, draw.fresh(), swapped),
                          benchmark.pooled(1, draw.fresh(), swapped));
                    }));
  }

  private static boolean meanIsFivePercentAbove(double[] base, double[] head) {
    return mean(head) > 1.05 * mean(base);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static boolean pooledIterationsRankHigher(double[] base, double[] head) {
    return MannWhitneyUTest.withDefaults()
        .with(AlternativeHypothesis.GREATER_THAN)
        .test(head, base)
        .reject(OTHERS_LEVEL);
  }

  private static boolean intervalsOfJmhAreApart(double[] base, double[] head) {
    return new ListStatistics(head).getConfidenceIntervalAt(0.999)[0]
        > new ListStatistics(base).getConfidenceIntervalAt(0.999)[1];
  }
}
