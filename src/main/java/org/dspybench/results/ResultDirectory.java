package org.dspybench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory of result files, such as {@code jmh-results}. */
public final class ResultDirectory {

  private ResultDirectory() {}

  /**
   * The newest file of results in a directory, passing over environment files, calibrations and
   * runs marked as failed. Newest is told by the start in the environment file or, without one, by
   * the date that the name begins with: a checkout does not keep the time of a file.
   *
   * @throws ResultFileException where there is none, or an environment file cannot be used
   */
  public static Path newest(Path directory) throws IOException {
    Map<String, Path> byStart = new TreeMap<>(Comparator.reverseOrder());
    for (Path file : resultFiles(directory)) {
      String name = file.getFileName().toString();
      String start =
          Environment.readBeside(file)
              .flatMap(environment -> environment.fact(Fact.STARTED_AT))
              .orElse(name);
      byStart.put(start + " " + name, file);
    }
    return byStart.values().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new ResultFileException(
                    directory, "holds no result file (*.json); run the benchmarks first"));
  }

  private static List<Path> resultFiles(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(ResultDirectory::holdsResults).toList();
    }
  }

  private static boolean holdsResults(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json")
        && !name.endsWith(".env.json")
        && !name.endsWith(".failed.json")
        && !name.endsWith(".calibration.json")
        && !name.startsWith(".");
  }
}
