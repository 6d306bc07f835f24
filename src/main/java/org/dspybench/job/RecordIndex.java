package org.dspybench.job;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;
import org.dspybench.job.OutcomeJson.Status;

/**
 * Where in a journal the record of each question begins, and what is asked of records most: two
 * longs and a few bits for a question. Of several records of a question the last one counts.
 * Thread-safe.
 */
final class RecordIndex {

  private static final long NONE = -1;

  private long[] offsets = new long[0];
  private long[] fingerprints = new long[0];
  private final BitSet answered = new BitSet();
  private final BitSet failed = new BitSet();
  private int end;
  private int recorded;

  synchronized void put(JournalRecord record, long offset) {
    int index = Math.toIntExact(record.index());
    grow(index + 1);
    if (offsets[index] == NONE) {
      recorded++;
    }
    offsets[index] = offset;
    fingerprints[index] = record.fingerprint();
    answered.set(index, record.status() == Status.ANSWERED);
    failed.set(index, record.status() == Status.FAILED);
  }

  private void grow(int needed) {
    end = Math.max(end, needed);
    int before = offsets.length;
    if (needed > before) {
      int after = Math.max(needed, before + before / 2 + 16);
      offsets = Arrays.copyOf(offsets, after);
      Arrays.fill(offsets, before, after, NONE);
      fingerprints = Arrays.copyOf(fingerprints, after);
    }
  }

  /** Where the record begins; empty if there is none. */
  synchronized OptionalLong offset(long index) {
    return has(index) ? OptionalLong.of(offsets[(int) index]) : OptionalLong.empty();
  }

  /** The recorded question's fingerprint; empty if there is none. */
  synchronized OptionalLong fingerprint(long index) {
    return has(index) ? OptionalLong.of(fingerprints[(int) index]) : OptionalLong.empty();
  }

  synchronized boolean isAnswered(long index) {
    return index < end && answered.get((int) index);
  }

  synchronized boolean isFailed(long index) {
    return index < end && failed.get((int) index);
  }

  private boolean has(long index) {
    return index < end && offsets[(int) index] != NONE;
  }

  /** One more than the highest index recorded. */
  synchronized long end() {
    return end;
  }

  /** Questions with a record. */
  synchronized long recorded() {
    return recorded;
  }

  synchronized long answered() {
    return answered.cardinality();
  }

  synchronized long failed() {
    return failed.cardinality();
  }
}
