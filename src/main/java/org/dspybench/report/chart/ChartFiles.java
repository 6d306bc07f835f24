package org.dspybench.report.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dspybench.files.WholeFile;
import org.dspybench.report.document.Chapter;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Document;
import org.dspybench.report.document.Section;

/**
 * Writes the charts of a report as files for documents: 800 pixels wide, on white. The same
 * document gives the same bytes, on machines with the same fonts.
 */
public final class ChartFiles {

  private ChartFiles() {}

  /**
   * Writes each chart as SVG and as PNG: {@code <number of the chapter, from 1>-<section>-<chart>}.
   *
   * @param directory made where it is missing; other files in it stay
   * @return the files, in the order of the charts
   * @throws IOException where a file cannot be written, or where this Java cannot draw text because
   *     the machine has no fonts; what was written before stays
   */
  public static List<Path> write(Document document, Path directory) throws IOException {
    // Before Java2D starts: no window is wanted, and no icon in the dock of macOS.
    System.setProperty("java.awt.headless", "true");
    Fonts.require();
    Files.createDirectories(directory);
    List<Path> files = new ArrayList<>();
    int number = 0;
    for (Chapter chapter : document.chapters()) {
      number++;
      for (Section section : chapter.sections()) {
        for (Chart chart : section.charts()) {
          String name = number + "-" + section.id() + "-" + chart.id();
          files.addAll(write(chart, directory.resolve(name)));
        }
      }
    }
    return List.copyOf(files);
  }

  private static List<Path> write(Chart chart, Path base) throws IOException {
    Path svg = base.resolveSibling(base.getFileName() + ".svg");
    Path png = base.resolveSibling(base.getFileName() + ".png");
    Picture picture = Picture.of(chart);
    WholeFile.write(svg, Svg.of(picture, chart.title(), Caption.of(chart)));
    WholeFile.write(png, Png.of(picture));
    return List.of(svg, png);
  }
}
