package org.dspybench.lm.limit;

/** Runs an action once, later. Holds one setting: the next replaces it. */
interface Alarm extends AutoCloseable {

  /** Runs {@code action} in {@code delayNanos} from now, and what was set before not at all. */
  void set(Runnable action, long delayNanos);

  /** Nothing rings any more. */
  @Override
  void close();
}
