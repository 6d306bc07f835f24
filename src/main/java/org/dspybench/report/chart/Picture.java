package org.dspybench.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import org.dspybench.report.document.Chart;

/** Something to be drawn: a chart for paper, which has one look whatever the reader's. */
interface Picture {

  /** Pixels, or the SVG's units. */
  int WIDTH = 800;

  /** Pixels, or the SVG's units. */
  int HEIGHT = 480;

  /** The colour of text. */
  Color INK = new Color(0x1b1f24);

  /** A logical font, which every Java has. */
  String FONT = Font.SANS_SERIF;

  /** As large as a title may be in one line. */
  static Font titleFont(String title) {
    return new Font(FONT, Font.BOLD, Math.max(9, Math.min(16, 1280 / Math.max(1, title.length()))));
  }

  /** Draws itself from (0, 0) to ({@link #WIDTH}, {@link #HEIGHT}). */
  void paint(Graphics2D graphics);

  /** The picture of a chart. */
  static Picture of(Chart chart) {
    if (chart instanceof Chart.HeatMap map) {
      return new HeatMapPicture(map);
    }
    if (chart instanceof Chart.Intervals intervals) {
      return new IntervalsPicture(intervals);
    }
    return new LinesPicture((Chart.Lines) chart);
  }
}
