package org.dspybench.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.dspybench.report.document.Chart;
import org.dspybench.speedup.Estimate;

/** Ratios with their intervals about 1, the margin shaded; names that are too long are cut. */
record IntervalsPicture(Chart.Intervals chart) implements Picture {

  private static final Color MARGIN = new Color(0xeaf1f7);
  private static final Color GRID = new Color(0xc4cad1);
  private static final Color PLAIN = new Color(0x0072b2);
  private static final Color STANDING_OUT = new Color(0xb54708);
  private static final int LEFT = 330;
  private static final int RIGHT = WIDTH - 24;
  private static final int TOP = 50;
  private static final int BOTTOM = HEIGHT - 56;
  private static final int MARK = 8;

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    RatioScale scale = RatioScale.of(chart);
    paintMargin(graphics, scale);
    graphics.setColor(INK);
    graphics.setFont(Picture.titleFont(chart.title()));
    centre(graphics, chart.title(), WIDTH / 2.0, 26);
    graphics.setFont(new Font(FONT, Font.PLAIN, 12));
    centre(graphics, chart.value(), (LEFT + RIGHT) / 2.0, HEIGHT - 14);
    paintAxis(graphics, scale);
    for (int row = 0; row < chart.ratios().size(); row++) {
      paintRatio(graphics, chart.ratios().get(row), middle(row), scale);
    }
  }

  private void paintMargin(Graphics2D graphics, RatioScale scale) {
    double low = x(scale, 1 / (1 + chart.margin()));
    graphics.setColor(MARGIN);
    graphics.fill(
        new Rectangle2D.Double(low, TOP, x(scale, 1 + chart.margin()) - low, BOTTOM - TOP));
  }

  private void paintAxis(Graphics2D graphics, RatioScale scale) {
    double free = 0;
    for (double tick : scale.ticks(chart.margin())) {
      double at = x(scale, tick);
      graphics.setColor(GRID);
      graphics.setStroke(new BasicStroke(tick == 1 ? 1.5f : 1));
      graphics.draw(new Line2D.Double(at, TOP, at, BOTTOM));
      graphics.setColor(INK);
      String label = RatioScale.label(tick);
      double half = graphics.getFontMetrics().stringWidth(label) / 2.0;
      if (at - half > free) {
        centre(graphics, label, at, BOTTOM + 14);
        free = at + half + MARK;
      }
    }
  }

  private void paintRatio(Graphics2D graphics, Chart.Ratio ratio, double y, RatioScale scale) {
    FontMetrics font = graphics.getFontMetrics();
    graphics.setColor(INK);
    graphics.drawString(
        cut(ratio.name(), font), 12, (float) (y + (font.getAscent() - font.getDescent()) / 2.0));
    Estimate estimate = ratio.estimate();
    double at = x(scale, estimate.value());
    graphics.setColor(ratio.standsOut() ? STANDING_OUT : PLAIN);
    graphics.setStroke(new BasicStroke(2));
    if (estimate.isBounded()) {
      graphics.draw(new Line2D.Double(x(scale, estimate.low()), y, x(scale, estimate.high()), y));
    }
    graphics.fill(new Ellipse2D.Double(at - MARK / 2.0, y - MARK / 2.0, MARK, MARK));
  }

  private double middle(int row) {
    return TOP + (row + 0.5) * (BOTTOM - TOP) / chart.ratios().size();
  }

  private static double x(RatioScale scale, double ratio) {
    return LEFT + (RIGHT - LEFT) * scale.position(ratio) / 100;
  }

  private static String cut(String name, FontMetrics font) {
    String rest = name;
    while (font.stringWidth(rest) > LEFT - 24 && rest.length() > 2) {
      rest = rest.substring(0, rest.length() - 2) + "…";
    }
    return rest;
  }

  private static void centre(Graphics2D graphics, String text, double x, double y) {
    FontMetrics font = graphics.getFontMetrics();
    graphics.drawString(
        text,
        (float) (x - font.stringWidth(text) / 2.0),
        (float) (y + (font.getAscent() - font.getDescent()) / 2.0));
  }
}
