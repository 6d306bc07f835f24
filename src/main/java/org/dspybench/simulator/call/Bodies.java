package org.dspybench.simulator.call;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each distinct body has met so far. It keeps the bodies asked last; one that returns after so
 * many others is new again. Not thread-safe.
 */
final class Bodies {

  /** About 200 bytes each. */
  static final int CAPACITY = 500_000;

  /** The counts of one body. */
  static final class Body {
    private int arrivals;
    private int faultDraws;
    private int answers;
    private int failuresNotRetried;

    /** Counts an arrival, from 1. */
    int arrive() {
      return ++arrivals;
    }

    /** The number, from 0, of the next attempt that no quota refuses. */
    int nextFaultDraw() {
      return faultDraws++;
    }

    /** The number, from 0, of the next answer: that of the call that a retry repeats. */
    int answerDraw() {
      return answers;
    }

    void answered() {
      answers++;
    }

    void failed() {
      failuresNotRetried++;
    }

    /** Whether this arrival repeats an attempt that failed; each failure counts once. */
    boolean takeRetry() {
      boolean retry = failuresNotRetried > 0;
      failuresNotRetried -= retry ? 1 : 0;
      return retry;
    }
  }

  private final Map<String, Body> byKey;

  Bodies(int capacity) {
    this.byKey =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Body> eldest) {
            return size() > capacity;
          }
        };
  }

  Body of(String key) {
    return byKey.computeIfAbsent(key, newKey -> new Body());
  }

  Optional<Body> known(String key) {
    return Optional.ofNullable(byKey.get(key));
  }
}
