package org.dspybench.results;

import java.nio.file.Path;
import java.util.List;

/** A program that reads a file of results, and says what is in it. */
final class FileReader {

  private FileReader() {}

  public static void main(String[] args) throws Exception {
    List<ResultRow> rows = ResultFile.read(Path.of(args[0])).rows();
    long values =
        rows.stream()
            .mapToLong(
                row ->
                    row.primary().values().count()
                        + row.secondary().values().stream()
                            .mapToLong(metric -> metric.values().count())
                            .sum())
            .sum();
    System.out.println(rows.size() + " rows, " + values + " values");
  }
}
