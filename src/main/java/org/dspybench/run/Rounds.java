package org.dspybench.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * In which order cells are launched: each once in every round in which it takes part, so that what
 * is compared is measured side by side and not minutes apart. Every other round goes backwards: a
 * machine that drifts slows each cell as often as those it is compared with.
 *
 * @param cells in the order of the first round
 */
record Rounds(List<Cell> cells) {

  Rounds {
    cells = List.copyOf(cells);
  }

  /** How many rounds there are. */
  int count() {
    return cells.stream().mapToInt(Cell::rounds).max().orElse(0);
  }

  /** The cells of a round, in their order; the first round is number 1. */
  List<Cell> round(int number) {
    List<Cell> round = new ArrayList<>();
    for (Cell cell : cells) {
      if (number <= cell.rounds()) {
        round.add(cell);
      }
    }
    if (number % 2 == 0) {
      Collections.reverse(round);
    }
    return round;
  }
}
