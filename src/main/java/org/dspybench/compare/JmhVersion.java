package org.dspybench.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which versions of JMH measure alike. From 1.34 on it leaves a blackhole to the compiler where the
 * JDK can do that (17 and later), and a short benchmark takes less time than before.
 */
final class JmhVersion {

  /** The field of a result that tells it. */
  static final String FIELD = "jmhVersion";

  private static final Pattern VERSION = Pattern.compile("1\\.(\\d{1,4}).*");
  private static final int COMPILER_BLACKHOLES = 34;

  private JmhVersion() {}

  /** Whether a difference between the scores of two versions comes from what was measured. */
  static boolean measureAlike(String one, String other) {
    return one.equals(other) || hasCompilerBlackholes(one) == hasCompilerBlackholes(other);
  }

  private static boolean hasCompilerBlackholes(String version) {
    Matcher minor = VERSION.matcher(version);
    return !minor.matches() || Integer.parseInt(minor.group(1)) >= COMPILER_BLACKHOLES;
  }
}
