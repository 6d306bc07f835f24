package org.dspybench.compare.history;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.dspybench.compare.Conditions;
import org.dspybench.results.ResultDirectory;
import org.dspybench.results.Run;

/**
 * The course of benchmarks over the runs of a directory.
 *
 * @param places where and by what means they were measured; the one with the newest run first
 * @param leftOut what of the directory is not shown, and why: a line of words each
 */
public record History(List<Place> places, List<String> leftOut) {

  private static final Comparator<Origin> BY_AGE =
      Comparator.comparing(Origin::startedAt).thenComparing(Origin::file);

  /** Copies its parts. */
  public History {
    places = List.copyOf(places);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Reads the complete runs of a directory.
   *
   * @throws IOException where one of them cannot be used
   */
  public static History read(Path directory) throws IOException {
    List<MeasuredRun> runs = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Path file : ResultDirectory.complete(directory)) {
      MeasuredRun.of(Run.read(file), leftOut::add).forEach(runs::add);
    }
    Map<Conditions, List<MeasuredRun>> byConditions =
        runs.stream()
            .filter(run -> !run.logCosts().isEmpty())
            .sorted(Comparator.comparing(MeasuredRun::origin, BY_AGE))
            .collect(
                Collectors.groupingBy(
                    MeasuredRun::conditions, LinkedHashMap::new, Collectors.toList()));
    List<Place> places =
        byConditions.entrySet().stream()
            .map(group -> Place.of(group.getKey(), group.getValue()))
            .sorted(Comparator.comparing(Place::newest, BY_AGE).reversed())
            .toList();
    return new History(places, leftOut);
  }
}
