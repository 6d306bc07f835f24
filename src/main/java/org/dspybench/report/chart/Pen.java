package org.dspybench.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import org.dspybench.report.document.Chart.Kind;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a curve is drawn with on paper; curves differ in shape as well as in colour. */
record Pen(Color color, BasicStroke line, Marker marker) {

  /** For bars of intervals. */
  static final BasicStroke THIN = new BasicStroke(1.5f);

  /**
   * After Okabe and Ito, for all kinds of colour vision; darkened where it takes that to stand out
   * from white.
   */
  private static final List<Color> HUES =
      List.of(
          new Color(0x0072b2),
          new Color(0xd55e00),
          new Color(0x008a65),
          new Color(0xa8508a),
          new Color(0x8a6d00),
          new Color(0x3a3f45));

  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.SQUARE,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.TRIANGLE_DOWN,
          SeriesMarkers.CROSS);

  private static final List<float[]> DASHES =
      List.of(new float[] {8, 5}, new float[] {2, 4}, new float[] {10, 4, 2, 4});

  private static final Color GREY = new Color(0x57606a);

  /** More points than this stand so close that marks would hide the line. */
  private static final int MARKED_POINTS = 40;

  static Pen of(Curve curve) {
    boolean isMarked = curve.kind() == Kind.MEASURED && curve.points().size() <= MARKED_POINTS;
    Marker marker = isMarked ? chosen(MARKERS, curve) : SeriesMarkers.NONE;
    if (curve.kind() == Kind.BOUND) {
      return new Pen(GREY, dashed(chosen(DASHES, curve)), marker);
    }
    return new Pen(
        chosen(HUES, curve), curve.isJoined() ? new BasicStroke(2) : SeriesLines.NONE, marker);
  }

  /** Its colour for a surface through which the grid is to be seen. */
  Color faint() {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 40);
  }

  private static <T> T chosen(List<T> looks, Curve curve) {
    return looks.get(curve.number() % looks.size());
  }

  private static BasicStroke dashed(float[] dash) {
    return new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
  }
}
