package org.dspybench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of results in JMH's JSON format, read and checked.
 *
 * @param path where it was read from
 * @param rows what it holds, in the order of the file; at least one, no two of the same benchmark,
 *     mode, threads and parameters
 */
public record ResultFile(Path path, List<ResultRow> rows) {

  /** Copies {@code rows}. */
  public ResultFile {
    rows = List.copyOf(rows);
  }

  /**
   * Reads and checks a file that JMH wrote with {@code -rf json}.
   *
   * @throws UnfinishedFileException where the file is empty, cut short, or holds no row
   * @throws ResultFileException where it is missing, not JMH's, or holds a row twice
   * @throws IOException where the file cannot be read
   */
  public static ResultFile read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new ResultFileException(
          path, "no such file; JMH writes one with -rf json -rff " + path.getFileName());
    }
    if (Files.size(path) == 0) {
      throw new UnfinishedFileException(
          path, "is empty: JMH was ended before it wrote its results; run it again");
    }
    List<ResultRow> rows = ResultParser.parse(path);
    if (rows.isEmpty()) {
      throw new UnfinishedFileException(
          path, "holds no result: each benchmark failed; run it again with -foe true to see why");
    }
    refuseDuplicates(path, rows);
    return new ResultFile(path, rows);
  }

  private static void refuseDuplicates(Path path, List<ResultRow> rows) throws ResultFileException {
    Map<ResultRow.Identity, Integer> seen = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      ResultRow row = rows.get(i);
      Integer first = seen.putIfAbsent(row.identity(), i + 1);
      if (first != null) {
        throw new ResultFileException(
            path,
            "%s stands in it twice (entries %d and %d); keep one run in a file"
                .formatted(row.describe(), first, i + 1));
      }
    }
  }
}
