package org.dspybench.compare;

/** What can be said of a benchmark on head against base. */
public enum Verdict {
  /** Slower by chance in so few cases that it is none, and by the threshold at least. */
  REGRESSED,
  /** Faster in the same sense. */
  IMPROVED,
  /** The interval lies within the threshold on both sides: what changed, if anything, is small. */
  NO_MATERIAL_CHANGE,
  /** None of these: more launches would be needed to tell. */
  INCONCLUSIVE
}
