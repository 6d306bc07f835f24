package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The order of pairs")
class PairOrderTest {

  private static final List<Cell> CELLS =
      IntStream.rangeClosed(1, 8).mapToObj(workers -> Cells.workers(workers, 1)).toList();

  @Test
  @DisplayName("has each cell once in each round, under its number")
  void everyCell_isOnceInEachRound() {
    List<List<Pair>> order = PairOrder.of(CELLS, 20, 1);

    assertThat(order).hasSize(20);
    assertThat(order)
        .allSatisfy(
            round ->
                assertThat(round)
                    .extracting(Pair::cell)
                    .containsExactlyInAnyOrderElementsOf(CELLS));
    assertThat(order.get(7))
        .allSatisfy(
            pair -> {
              assertThat(pair.round()).isEqualTo(8);
              assertThat(CELLS.get(pair.number() - 1)).isEqualTo(pair.cell());
            });
  }

  @Test
  @DisplayName("is the same for the same seed, and another for another")
  void seed_decides() {
    assertThat(PairOrder.of(CELLS, 20, 1)).isEqualTo(PairOrder.of(CELLS, 20, 1));
    assertThat(PairOrder.of(CELLS, 20, 1)).isNotEqualTo(PairOrder.of(CELLS, 20, 2));
  }

  @Test
  @DisplayName("shuffles the cells, and puts each side first in about half of the pairs")
  void coin_isFair() {
    List<Pair> pairs = PairOrder.of(CELLS, 500, 3).stream().flatMap(List::stream).toList();

    long baseFirst = pairs.stream().filter(pair -> pair.first() == Side.BASE).count();
    assertThat(baseFirst / (double) pairs.size()).isBetween(0.47, 0.53);
    long firstCellFirst =
        PairOrder.of(CELLS, 500, 3).stream()
            .filter(round -> round.get(0).cell().equals(CELLS.get(0)))
            .count();
    assertThat(firstCellFirst).isBetween(35L, 90L);
  }
}
