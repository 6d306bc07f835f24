package org.dspybench.report.html;

import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Section;

/** The names of the page's places, for links and for scripts. */
final class Anchor {

  private Anchor() {}

  /**
   * Of a chapter.
   *
   * @param chapter counted from 0
   */
  static String of(int chapter) {
    return "run-" + (chapter + 1);
  }

  static String of(int chapter, Section section) {
    return of(chapter) + "-" + section.id();
  }

  static String of(int chapter, Section section, Chart chart) {
    return of(chapter, section) + "-" + chart.id();
  }
}
