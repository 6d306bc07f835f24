package org.dspybench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.dspybench.results.Metric;
import org.dspybench.results.ResultFile;
import org.dspybench.results.ResultRow;
import org.dspybench.results.Run;

/** Several files of results of one side, as one run with the forks of all. */
public final class MergedRun {

  private static final String JSON = ".json";
  private static final String ENVIRONMENT = ".env.json";

  private MergedRun() {}

  /**
   * Reads the files of a side.
   *
   * @param paths files of results, or directories, of which each file of results is taken
   * @throws IncomparableException where they were not measured in the same place and way
   * @throws IOException where one cannot be used
   */
  public static Run read(List<Path> paths) throws IOException, IncomparableException {
    List<Run> runs = new ArrayList<>();
    for (Path file : files(paths)) {
      runs.add(Run.read(file));
    }
    Run first = runs.get(0);
    if (runs.size() == 1) {
      return first;
    }
    Map<ResultRow.Identity, ResultRow> rows = new LinkedHashMap<>();
    for (Run run : runs) {
      Comparability.require(first, run);
      for (ResultRow row : run.results().rows()) {
        ResultRow before = rows.get(row.identity());
        rows.put(row.identity(), before == null ? row : merged(before, row));
      }
    }
    Path name = Path.of("%s and %s more".formatted(first.name(), runs.size() - 1));
    return new Run(new ResultFile(name, List.copyOf(rows.values())), first.environment());
  }

  private static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        files.addAll(in(path));
      } else {
        files.add(path);
      }
    }
    return files;
  }

  private static List<Path> in(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> files =
          entries
              .filter(file -> file.toString().endsWith(JSON))
              .filter(file -> !file.toString().endsWith(ENVIRONMENT))
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new IOException(directory + ": holds no file of results");
      }
      return files;
    }
  }

  private static ResultRow merged(ResultRow one, ResultRow other) throws IncomparableException {
    Comparability.require(one, other);
    Map<String, Metric> secondary = new TreeMap<>(one.secondary());
    other.secondary().forEach((name, metric) -> secondary.merge(name, metric, MergedRun::merged));
    return new ResultRow(
        one.benchmark(),
        one.mode(),
        one.threads(),
        one.forks() + other.forks(),
        one.iterations(),
        one.settings(),
        one.params(),
        merged(one.primary(), other.primary()),
        new TreeMap<>(secondary));
  }

  private static Metric merged(Metric one, Metric other) {
    return new Metric(
        one.unit(), Stream.concat(one.forks().stream(), other.forks().stream()).toList());
  }
}
