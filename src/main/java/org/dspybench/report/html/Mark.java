package org.dspybench.report.html;

import org.dspybench.report.chart.Curve;

/** What stands at the points of a measured curve, so that curves differ in more than colour. */
enum Mark {
  DISC("M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z"),
  DIAMOND("M0-6 6 0 0 6-6 0Z"),
  SQUARE("M-4.5-4.5H4.5V4.5H-4.5Z"),
  TRIANGLE("M0-5.5 5.5 4.5H-5.5Z"),
  WEDGE("M0 5.5-5.5-4.5H5.5Z"),
  CROSS("M-1.5-5H1.5V-1.5H5V1.5H1.5V5H-1.5V1.5H-5V-1.5H-1.5Z");

  private final String path;

  Mark(String path) {
    this.path = path;
  }

  static Mark of(Curve curve) {
    return values()[curve.number() % values().length];
  }

  /** Its outline about (0, 0), as SVG writes paths. */
  String path() {
    return path;
  }
}
