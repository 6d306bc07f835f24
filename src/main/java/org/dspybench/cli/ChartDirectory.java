package org.dspybench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.dspybench.report.chart.ChartFiles;
import org.dspybench.report.document.Document;

/**
 * A directory of charts.
 *
 * @param directory which
 */
record ChartDirectory(Path directory) {

  /** Writes the charts of a report. */
  void write(Document document) throws IOException {
    ChartFiles.write(document, directory);
  }

  /** The files that {@link #write} would change, drawn aside. */
  List<Path> outOfDate(Document document) throws IOException {
    Path aside = Files.createTempDirectory("dspybench-charts");
    try {
      List<Path> outOfDate = new ArrayList<>();
      for (Path drawn : ChartFiles.write(document, aside)) {
        Path there = directory.resolve(aside.relativize(drawn));
        if (!Files.exists(there) || Files.mismatch(there, drawn) >= 0) {
          outOfDate.add(there);
        }
      }
      return outOfDate;
    } finally {
      delete(aside);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
