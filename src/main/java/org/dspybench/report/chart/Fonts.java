package org.dspybench.report.chart;

import java.awt.Font;
import java.io.IOException;

/** What text is drawn with: it is the machine's, and a machine without a screen may have none. */
final class Fonts {

  private Fonts() {}

  /**
   * Looks for a font.
   *
   * @throws IOException where this Java finds none
   */
  static void require() throws IOException {
    try {
      new Font(Picture.FONT, Font.PLAIN, 12).canDisplay('a');
    } catch (RuntimeException | InternalError | LinkageError e) { // by version of Java and machine
      throw new IOException(
          "charts cannot be drawn: this Java finds no fonts; install fontconfig and a font"
              + " (Debian/Ubuntu: apt-get install fontconfig fonts-dejavu-core)",
          e);
    }
  }
}
