package org.dspybench.run;

import java.util.Locale;

/** One of two builds that are compared. */
public enum Side {
  /** What is compared with. */
  BASE,
  /** What is judged. */
  HEAD;

  /** The name as users read it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  Side other() {
    return this == BASE ? HEAD : BASE;
  }
}
