package org.dspybench.spark.checkpoint;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * One line for each question of a journal: the last, where there are several, because a question
 * that failed was asked again, or two tasks met. Reads the journal twice instead of keeping it:
 * eight bytes for a question. Not thread-safe.
 */
public final class LatestOutcomes implements Iterator<JournalLine>, AutoCloseable {

  private final JournalLines lines;

  /** Lines yet to come, for the questions that have more than one. */
  private final Map<Long, Integer> repeated;

  private @Nullable JournalLine ahead;

  private LatestOutcomes(JournalLines lines, Map<Long, Integer> repeated) {
    this.lines = lines;
    this.repeated = repeated;
  }

  public static LatestOutcomes of(JournalFolder journal) throws IOException {
    return new LatestOutcomes(journal.lines(), repeated(journal));
  }

  private static Map<Long, Integer> repeated(JournalFolder journal) throws IOException {
    long[] indexes = new long[64];
    int count = 0;
    try (JournalLines lines = journal.lines()) {
      while (lines.hasNext()) {
        if (count == indexes.length) {
          indexes = Arrays.copyOf(indexes, 2 * count);
        }
        indexes[count++] = lines.next().index();
      }
    }
    Arrays.sort(indexes, 0, count);
    Map<Long, Integer> repeated = new HashMap<>();
    for (int i = 1; i < count; i++) {
      if (indexes[i] == indexes[i - 1]) {
        repeated.merge(indexes[i], 2, (before, two) -> before + 1);
      }
    }
    return repeated;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && lines.hasNext()) {
      JournalLine line = lines.next();
      Integer left = repeated.computeIfPresent(line.index(), (index, count) -> count - 1);
      if (left == null || left == 0) {
        ahead = line;
      }
    }
    return ahead != null;
  }

  @Override
  public JournalLine next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("no outcome is left");
    }
    JournalLine next = ahead;
    ahead = null;
    return next;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
