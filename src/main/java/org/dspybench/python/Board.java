package org.dspybench.python;

import java.time.Duration;

/**
 * Where predictions lie between those who ask for them and a loop in Python that makes them, on a
 * thread of its own. Thread-safe.
 */
interface Board {

  /** Takes a prediction into the line. */
  void add(Task task);

  /** Cancels what waits, and lets the loop end when nothing is under way. */
  void close();

  /**
   * The loop has ended: nobody will take what waits or comes, or reply to what is under way, all of
   * which fails, unless the board was closed and it is cancelled.
   *
   * @param reason what broke the loop, if anything did
   */
  void abandon(Throwable reason);

  /** CPU time that threads of Python other than the loop's have used for predictions. */
  Duration cpuTimeOfOthers();
}
