package org.dspybench.spark.checkpoint;

import java.util.Arrays;

/** The questions of a part that need not be asked again: eight bytes for each. Not thread-safe. */
final class FinishedQuestions {

  private long[] indexes = new long[64];
  private int count;
  private boolean sorted = true;

  void add(long index) {
    if (count == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * count);
    }
    indexes[count++] = index;
    sorted = false;
  }

  boolean contains(long index) {
    if (!sorted) {
      Arrays.sort(indexes, 0, count);
      sorted = true;
    }
    return Arrays.binarySearch(indexes, 0, count, index) >= 0;
  }
}
