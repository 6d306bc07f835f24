package org.dspybench.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory of result files, such as {@code jmh-results}. */
public final class ResultDirectory {

  private ResultDirectory() {}

  /**
   * The newest file of results in a directory, passing over environment files, calibrations and
   * runs that failed or were interrupted. Newest is told by the start in the environment file or,
   * without one, by the date that the name begins with: a checkout does not keep the time of a
   * file.
   *
   * @throws ResultFileException where there is none, or an environment file cannot be used
   */
  public static Path newest(Path directory) throws IOException {
    return newestFirst(directory).get(0).file();
  }

  /**
   * The newest file of results of each preset, as {@link #newest} tells it, in the order of the
   * presets' names. A run of the preset {@code smoke} is left out, for it tells whether benchmarks
   * run and not how fast; so is one with options of its own, for it has no preset.
   *
   * @throws ResultFileException where there is no file of results, or an environment file cannot be
   *     used
   */
  public static List<Path> newestOfEachPreset(Path directory) throws IOException {
    SortedMap<String, Path> byPreset = new TreeMap<>();
    for (Kept kept : newestFirst(directory)) {
      if (!kept.environment().isOfCheck()) {
        kept.environment()
            .fact(Fact.PRESET)
            .ifPresent(preset -> byPreset.putIfAbsent(preset, kept.file()));
      }
    }
    return List.copyOf(byPreset.values());
  }

  /**
   * The files of results in a directory, passing over the same ones as {@link #newest}, in the
   * order of their names.
   */
  public static List<Path> complete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(ResultDirectory::holdsResults).sorted().toList();
    }
  }

  private record Kept(Path file, Environment environment) {

    String start() {
      String name = file.getFileName().toString();
      return environment.fact(Fact.STARTED_AT).orElse(name) + " " + name;
    }
  }

  private static List<Kept> newestFirst(Path directory) throws IOException {
    List<Kept> kept = new ArrayList<>();
    for (Path file : complete(directory)) {
      kept.add(new Kept(file, Environment.readBeside(file).orElseGet(Environment::unknown)));
    }
    if (kept.isEmpty()) {
      throw new ResultFileException(
          directory, "holds no result file (*.json); run the benchmarks first");
    }
    kept.sort(Comparator.comparing(Kept::start).reversed());
    return kept;
  }

  private static boolean holdsResults(Path file) {
    String name = file.getFileName().toString();
    return name.endsWith(".json")
        && !name.endsWith(".env.json")
        && !name.endsWith(ResultName.FAILED)
        && !name.endsWith(ResultName.PARTIAL)
        && !name.endsWith(".calibration.json")
        && !name.startsWith(".");
  }
}
