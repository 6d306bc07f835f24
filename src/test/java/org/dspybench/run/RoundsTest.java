package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.dspybench.results.PlannedRun;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@DisplayName("The order of launches")
class RoundsTest {

  static final List<String> presets = Preset.NAMES;

  private static Rounds random(long seed) {
    Random random = new Random(seed);
    return new Rounds(
        IntStream.range(0, 1 + random.nextInt(20))
            .mapToObj(i -> Cells.workers(i, 1 + random.nextInt(5)))
            .toList());
  }

  @RepeatedTest(20)
  @DisplayName("has each cell once in each of its first rounds, as many as it has forks")
  void everyCell_isInEachOfItsRounds_once(RepetitionInfo repetition) {
    Rounds rounds = random(repetition.getCurrentRepetition());

    for (int number = 1; number <= rounds.count(); number++) {
      int round = number;
      assertThat(rounds.round(number))
          .isNotEmpty()
          .containsExactlyInAnyOrderElementsOf(
              rounds.cells().stream().filter(cell -> cell.planned().forks() >= round).toList());
    }
    assertThat(rounds.round(rounds.count() + 1)).isEmpty();
  }

  @RepeatedTest(20)
  @DisplayName("is turned round in every other round")
  void everyOtherRound_goesBackwards(RepetitionInfo repetition) {
    Rounds rounds = random(repetition.getCurrentRepetition());

    for (int number = 1; number <= rounds.count(); number++) {
      List<Cell> forwards = new ArrayList<>(rounds.round(number));
      if (number % 2 == 0) {
        Collections.reverse(forwards);
      }
      assertThat(forwards).isSortedAccordingTo((a, b) -> position(rounds, a) - position(rounds, b));
    }
  }

  private static int position(Rounds rounds, Cell cell) {
    return rounds.cells().indexOf(cell);
  }

  @ParameterizedTest
  @FieldSource("presets")
  @DisplayName("has each sequential batch directly before the concurrent ones it is compared with")
  void sequential_standsDirectlyBeforeItsConcurrentOnes(String preset) {
    List<PlannedRun> order = PresetPlan.of(Preset.named(preset), Map.of()).whole().runs();

    for (int i = 0; i < order.size(); i++) {
      PlannedRun run = order.get(i);
      if (run.benchmark().endsWith(".concurrent")) {
        PlannedRun before = order.get(i - 1);
        for (String shared : List.of("batchSize", "transport", "profile", "timeScale", "seed")) {
          assertThat(before.params()).containsEntry(shared, run.params().get(shared));
        }
      }
    }
  }

  @Test
  @DisplayName("has the rungs of a ladder one after another, the fewest workers first")
  void rungs_standTogether() {
    assertThat(sorted(Cells.workers(200, 1), Cells.workers(16, 1), Cells.workers(8, 1)))
        .extracting(cell -> cell.planned().params().get("workers"))
        .containsExactly("8", "16", "200");
  }

  @Test
  @DisplayName("has the peers of one worker count together, and ours beside them")
  void peers_standTogether_byWorkers() {
    Cell ours = Cells.cell("Peers.ours", 1, Map.of("transport", "java", "workers", "50"));

    assertThat(sorted(peer("b", 50), ours, peer("a", 10), peer("a", 50), peer("b", 10)))
        .containsExactly(peer("a", 10), peer("b", 10), ours, peer("a", 50), peer("b", 50));
  }

  @Test
  @DisplayName("keeps apart what a question is asked for anew")
  void parametersThatAQuestionIsAskedFor_comeFirst() {
    Cell one = Cells.cell("B.m", 1, Map.of("workers", "9", "batchSize", "50"));
    Cell other = Cells.cell("B.m", 1, Map.of("workers", "1", "batchSize", "100"));

    assertThat(sorted(other, one)).containsExactly(one, other);
  }

  private static Cell peer(String name, int workers) {
    return Cells.cell("Peers.ask", 1, Map.of("peer", name, "workers", String.valueOf(workers)));
  }

  private static List<Cell> sorted(Cell... cells) {
    ComparisonOrder order = new ComparisonOrder(run -> List.of("batchSize"));
    return List.of(cells).stream()
        .sorted((one, other) -> order.compare(one.planned(), other.planned()))
        .toList();
  }
}
