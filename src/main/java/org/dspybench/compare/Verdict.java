package org.dspybench.compare;

import java.util.Locale;

/** What can be said of a benchmark on head against base; what matters most comes first. */
public enum Verdict {
  /** Slower by chance in so few cases that it is none, and by the threshold at least. */
  REGRESSED,
  /** Faster in the same sense. */
  IMPROVED,
  /** None of the others: more launches would be needed to tell. */
  INCONCLUSIVE,
  /** The interval lies within the threshold on both sides: what changed, if anything, is small. */
  NO_MATERIAL_CHANGE;

  /** The verdict in words, such as {@code no material change}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
