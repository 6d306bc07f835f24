package org.dspybench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.report.document.Chart.Series;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;
import org.dspybench.report.document.Table;
import org.dspybench.speedup.Estimate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An axis that does not begin at 0")
class CloseUpTest {

  @Test
  @DisplayName("reaches a tenth around values that hardly differ, to round figures")
  void littleNoise_staysLittle() {
    assertThat(around(40)).isEqualTo(new CloseUp(36, 44));
    assertThat(around(99.5, 100, 100.5)).isEqualTo(new CloseUp(90, 110));
    assertThat(around(0.000_99, 0.001_01)).isEqualTo(new CloseUp(0.000_9, 0.001_1));
  }

  @Test
  @DisplayName("has room around values that differ much, and never begins below 0")
  void muchNoise_hasRoom() {
    assertThat(around(100, 110)).isEqualTo(new CloseUp(90, 120));
    assertThat(around(1, 100)).isEqualTo(new CloseUp(0, 110));
  }

  @Test
  @DisplayName("has room for intervals too")
  void intervals_haveRoom() {
    Curve curve =
        new Curve("c", Kind.FITTED, 0, true, List.of(new Point(1, new Estimate(100, 60, 140))));

    assertThat(CloseUp.of(List.of(curve))).isEqualTo(new CloseUp(50, 150));
  }

  @Test
  @DisplayName("is drawn so in a file too")
  void picture_beginsNearTheFigures(@TempDir Path directory) throws IOException {
    List<Point> points =
        IntStream.rangeClosed(1, 9)
            .mapToObj(x -> new Point(x, Estimate.unbounded(x < 5 ? 100 : 110)))
            .toList();
    Chart.Lines chart =
        new Chart.Lines(
            "course",
            "Run by run",
            new Axis("run", Scale.LINEAR),
            new Axis("us/op", Scale.CLOSE),
            List.of(new Series("a run", Kind.MEASURED, points)));
    Section section =
        new Section(
            "close",
            "levels",
            "Close",
            List.of(),
            new TreeMap<>(),
            new Table(List.of(), List.of()),
            List.of(),
            List.of(),
            List.of(chart));

    ChartFiles.write(
        new Document(List.of(new Chapter("a place", List.of(), List.of(section))), List.of()),
        directory);

    BufferedImage picture = ImageIO.read(directory.resolve("1-close-course.png").toFile());
    int[] rows = rowsAboveTheLegend(picture, Pen.of(Curve.of(chart).get(0)).color().getRGB());
    assertThat(rows[rows.length - 1] - rows[0])
        .as("a step of a tenth takes a third of the axis")
        .isBetween(picture.getHeight() / 5, picture.getHeight() / 3);
  }

  private static int[] rowsAboveTheLegend(BufferedImage picture, int colour) {
    return IntStream.range(0, 3 * picture.getHeight() / 4)
        .filter(
            y ->
                IntStream.range(0, picture.getWidth())
                    .anyMatch(x -> picture.getRGB(x, y) == colour))
        .toArray();
  }

  private static CloseUp around(double... values) {
    List<Point> points =
        DoubleStream.of(values).mapToObj(y -> new Point(1, Estimate.unbounded(y))).toList();
    return CloseUp.of(List.of(new Curve("c", Kind.MEASURED, 0, true, points)));
  }
}
