package org.dspybench.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.dspybench.report.document.Cell;
import org.dspybench.report.document.Chart;

/**
 * A heat map with the figures in its fields. XChart's shows no intervals, writes on dark fields in
 * the colour of the light ones, and rounds by the default locale.
 */
record HeatMapPicture(Chart.HeatMap map) implements Picture {

  /** One hue, so that the order is seen with any colour vision; by {@link Shade}. */
  private static final List<Color> SHADES =
      List.of(
          new Color(0xf1f6fb),
          new Color(0xd6e6f4),
          new Color(0xabcfe8),
          new Color(0x74add6),
          new Color(0x2f78b3),
          new Color(0x1a5a94),
          new Color(0x0b3d6b));

  private static final int FIRST_DARK_SHADE = 4;
  private static final int TOP = 90;
  private static final int LEFT = 90;
  private static final int RIGHT = WIDTH - 24;
  private static final int BOTTOM = HEIGHT - 24;
  private static final int GAP = 2;

  @Override
  public void paint(Graphics2D graphics) {
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, WIDTH, HEIGHT);
    graphics.setColor(INK);
    graphics.setFont(Picture.titleFont(map.title()));
    centre(graphics, map.title(), WIDTH / 2.0, 26);
    graphics.setFont(new Font(FONT, Font.PLAIN, 13));
    centre(graphics, map.x(), (LEFT + RIGHT) / 2.0, 56);
    centre(graphics, map.y(), LEFT / 2.0, 78);
    for (int column = 0; column < map.columns().size(); column++) {
      centre(graphics, map.columns().get(column), field(0, column).getCenterX(), 78);
    }
    for (int row = 0; row < map.rows().size(); row++) {
      paintRow(graphics, row);
    }
  }

  private void paintRow(Graphics2D graphics, int row) {
    graphics.setColor(INK);
    centre(graphics, map.rows().get(row), LEFT / 2.0, field(row, 0).getCenterY());
    Shade shade = Shade.of(map);
    for (int column = 0; column < map.columns().size(); column++) {
      Rectangle2D field = field(row, column);
      map.figures()
          .get(row)
          .get(column)
          .ifPresent(figure -> paintField(graphics, field, figure, shade.of(figure)));
    }
  }

  private static void paintField(
      Graphics2D graphics, Rectangle2D field, Cell.Interval figure, int shade) {
    graphics.setColor(SHADES.get(shade));
    graphics.fill(field);
    graphics.setColor(shade < FIRST_DARK_SHADE ? INK : Color.WHITE);
    centre(graphics, figure.text(), field.getCenterX(), field.getCenterY());
  }

  private Rectangle2D field(int row, int column) {
    double width = (double) (RIGHT - LEFT) / map.columns().size();
    double height = (double) (BOTTOM - TOP) / map.rows().size();
    return new Rectangle2D.Double(
        LEFT + column * width, TOP + row * height, width - GAP, height - GAP);
  }

  private static void centre(Graphics2D graphics, String text, double x, double y) {
    FontMetrics font = graphics.getFontMetrics();
    graphics.drawString(
        text,
        (float) (x - font.stringWidth(text) / 2.0),
        (float) (y + (font.getAscent() - font.getDescent()) / 2.0));
  }
}
