package org.dspybench.benchmarks.profile;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The figures of the iteration that has just ended, on their way from the state that measured them
 * to the profiler that reports them. JMH makes both and lets neither see the other, so they meet in
 * this one static place.
 */
public final class LastIteration {

  private static final AtomicReference<List<Measured>> FIGURES = new AtomicReference<>(List.of());

  private LastIteration() {}

  /** Leaves the figures of an iteration. */
  public static void publish(List<Measured> figures) {
    FIGURES.set(List.copyOf(figures));
  }

  /** Takes the figures away; there are none when the iteration failed or measured nothing. */
  public static List<Measured> take() {
    return FIGURES.getAndSet(List.of());
  }
}
