package org.dspybench.report.section;

import java.util.Locale;

/** Names for anchors and files, made from titles. */
final class Ids {

  /** With an index, a chart's name and an ending it is still short of what a file's name may be. */
  private static final int LONGEST = 80;

  private Ids() {}

  /** Lower-case words with hyphens; {@code section} where a title has no letter or digit. */
  static String of(String title) {
    String words =
        title
            .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-");
    String cut = words.substring(0, Math.min(LONGEST, words.length())).replaceAll("^-|-$", "");
    return cut.isEmpty() ? "section" : cut;
  }
}
