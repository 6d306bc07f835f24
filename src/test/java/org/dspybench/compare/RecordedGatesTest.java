package org.dspybench.compare;

import static org.assertj.core.api.Assertions.assertThat;

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

/**
 * The data are one run of {@code pairs --rounds 40 --fresh 0} of this suite's gate, both sides the
 * same commit, on two cores; {@code README.md} beside them tells how they were made. Each gate
 * draws rounds from them and throws the coins of the labels anew, so that any alarm is a false one.
 */
@DisplayName("The gate, on recorded rounds of a commit against itself,")
class RecordedGatesTest {

  private static final int GATES = 2_000;
  private static final int FEWER_GATES = 150;
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
  @DisplayName("raises a false alarm in at most 5 % of gates, where a pooled test does in most")
  void falseAlarms_areRare() {
    double ours =
        share(
            GATES,
            draw -> RecordedRounds.regressed(recorded.gate(draw, NONE, 1)).findAny().isPresent());

    assertThat(ours).isLessThanOrEqualTo(0.05);
    assertThat(shareOfAny(RecordedGatesTest::pooledIterationsRankHigher)).isGreaterThan(0.5);
  }

  @Test
  @DisplayName("can see 4 % of each benchmark in as many pairs as are fresh")
  void detectableChange_isSmall() {
    assertThat(recorded.benchmarks())
        .allSatisfy(
            benchmark ->
                assertThat(detectableExcess(benchmark))
                    .as(benchmark.name())
                    .isLessThanOrEqualTo(0.04));
  }

  @Test
  @DisplayName("finds a slowdown of 10 % and of 5 % in each benchmark; no bystander")
  void slowdown_isFound() {
    for (Benchmark slowed : recorded.benchmarks()) {
      assertThat(found(slowed, 1.1)).as(slowed.name()).isGreaterThanOrEqualTo(0.99);
      assertThat(found(slowed, 1.05)).as(slowed.name()).isGreaterThanOrEqualTo(0.9);
      assertThat(bystanders(slowed, 1.1)).as(slowed.name()).isLessThanOrEqualTo(0.05);
    }
  }

  /** What as many pairs as are fresh could have seen, by every other round. */
  private double detectableExcess(Benchmark benchmark) {
    List<Integer> rounds = IntStream.range(0, RecordedRounds.FRESH).mapToObj(i -> 2 * i).toList();
    Gate gate = Gate.STANDARD.ofTimes();
    return benchmark
        .effect(Quantity.TIME, rounds, new boolean[recorded.rounds()], 1)
        .cost()
        .detectableExcess(gate.level(), gate.power());
  }

  private double found(Benchmark slowed, double slowdown) {
    return share(
        FEWER_GATES,
        draw ->
            RecordedRounds.regressed(recorded.gate(draw, slowed.name(), slowdown))
                .anyMatch(slowed.name()::equals));
  }

  private double bystanders(Benchmark slowed, double slowdown) {
    return share(
        FEWER_GATES,
        draw ->
            RecordedRounds.regressed(recorded.gate(draw, slowed.name(), slowdown))
                .anyMatch(name -> !name.equals(slowed.name())));
  }

  private static double share(int gates, Predicate<Draw> alarm) {
    Random random = new Random(20_261_130);
    int alarms = 0;
    for (int gate = 0; gate < gates; gate++) {
      if (alarm.test(recorded.draw(random))) {
        alarms++;
      }
    }
    return (double) alarms / gates;
  }

  /** The share of gates in which a rule on all iterations of base and head alarms at all. */
  private static double shareOfAny(BiPredicate<double[], double[]> rule) {
    return share(
        GATES,
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

  private static boolean pooledIterationsRankHigher(double[] base, double[] head) {
    return MannWhitneyUTest.withDefaults()
        .with(AlternativeHypothesis.GREATER_THAN)
        .test(head, base)
        .reject(OTHERS_LEVEL);
  }
}
