package org.dspybench.compare;

/** Whether a difference of a benchmark counts. */
public enum Standing {
  /** It is judged together with all others that are. */
  JUDGED,
  /** A screening found nothing to look into. */
  SETTLED,
  /** It was measured for information: a latency in it hides what the commits changed. */
  INFORMATION
}
