package org.dspybench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        rows.put(row.identity(), before == null ? row : merged(before, first, row, run));
      }
    }
    Path name = Path.of("%s and %d more".formatted(first.name(), runs.size() - 1));
    return new Run(new ResultFile(name, List.copyOf(rows.values())), first.environment());
  }

  private static List<Path> files(List<Path> paths) throws IOException {
    List<Path> files = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path path : paths) {
      for (Path file : Files.isDirectory(path) ? in(path) : List.of(path)) {
        if (Files.exists(file) && !seen.add(file.toRealPath())) {
          throw new IOException(file + ": is named twice; its launches would count twice");
        }
        files.add(file);
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

  private static ResultRow merged(ResultRow one, Run first, ResultRow other, Run run)
      throws IncomparableException {
    Comparability.require(one, first.name(), other, run.name());
    Map<String, Metric> secondary = new TreeMap<>(one.secondary());
    for (Map.Entry<String, Metric> metric : other.secondary().entrySet()) {
      Metric before = secondary.get(metric.getKey());
      secondary.put(
          metric.getKey(),
          before == null
              ? metric.getValue()
              : joined(before, first, metric.getValue(), run, other.describe()));
    }
    return new ResultRow(
        one.benchmark(),
        one.mode(),
        one.threads(),
        one.forks() + other.forks(),
        one.iterations(),
        one.settings(),
        one.params(),
        joined(one.primary(), first, other.primary(), run, other.describe()),
        new TreeMap<>(secondary));
  }

  private static Metric joined(Metric one, Run first, Metric other, Run run, String subject)
      throws IncomparableException {
    Metric same = Comparability.inUnitOf(one, first.name(), other, run.name(), subject);
    return new Metric(
        one.unit(), Stream.concat(one.forks().stream(), same.forks().stream()).toList());
  }
}
