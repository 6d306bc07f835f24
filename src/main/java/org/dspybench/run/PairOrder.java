package org.dspybench.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * In which order pairs are launched: each cell once in a round, shuffled anew in each, and a coin
 * for each pair decides which side is first. That chance decides is what a randomisation test rests
 * on: a fixed order would take the place in the pair for a difference of the sides.
 */
final class PairOrder {

  private PairOrder() {}

  /**
   * Draws an order, the same one each time.
   *
   * @param rounds how many pairs there are of each cell
   * @return the pairs of each round
   */
  static List<List<Pair>> of(List<Cell> cells, int rounds, long seed) {
    Random random = new Random(seed);
    List<List<Pair>> order = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Pair> pairs = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        Side first = random.nextBoolean() ? Side.BASE : Side.HEAD;
        pairs.add(new Pair(round, i + 1, cells.get(i), first));
      }
      Collections.shuffle(pairs, random);
      order.add(List.copyOf(pairs));
    }
    return List.copyOf(order);
  }
}
