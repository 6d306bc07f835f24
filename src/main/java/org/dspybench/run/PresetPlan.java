package org.dspybench.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.dspybench.benchmarks.Asks;
import org.dspybench.results.PlannedRun;

/**
 * A preset, ready to be run.
 *
 * @param cells what is measured, a benchmark class after the other as they are first named; in each
 *     what is compared stands side by side
 * @param whole what all cells together will give
 */
public record PresetPlan(List<Cell> cells, Plan whole) {

  /** Copies {@code cells}. */
  public PresetPlan {
    cells = List.copyOf(cells);
  }

  /**
   * Works out what a preset runs.
   *
   * @param given values of parameters that replace the preset's
   * @throws IllegalArgumentException when a parameter is given that no benchmark has
   */
  public static PresetPlan of(Preset preset, Map<String, List<String>> given) {
    List<Cell> cells = new ArrayList<>();
    SortedMap<String, String> questions = new TreeMap<>();
    for (Preset.Part part : preset.parts()) {
      Plan plan = Plan.of(part.options(given));
      questions.putAll(plan.questions());
      for (PlannedRun run : plan.runs()) {
        Cell cell = new Cell(run, part.warmupIterations(), preset.jvmArgs(), part.information());
        // Parts can overlap, and given parameters can make one the repetition of another.
        if (cells.stream().noneMatch(cell::measuresTheSameAs)) {
          cells.add(cell);
        }
      }
    }
    cells.sort(order(cells));
    Plan whole = new Plan(cells.stream().map(Cell::planned).toList(), questions);
    given.keySet().forEach(name -> requireKnown(name, whole));
    return new PresetPlan(cells, whole);
  }

  private static Comparator<Cell> order(List<Cell> cells) {
    List<String> classes =
        cells.stream().map(cell -> cell.planned().className()).distinct().toList();
    Comparator<PlannedRun> order =
        Comparator.<PlannedRun>comparingInt(run -> classes.indexOf(run.className()))
            .thenComparing(
                new ComparisonOrder(
                    run ->
                        BenchmarkClasses.asks(run.className())
                            .map(Asks::forEach)
                            .map(List::of)
                            .orElse(List.of())));
    return Comparator.comparing(Cell::planned, order);
  }

  /**
   * The part of this plan whose names have a match.
   *
   * @param regex looked for in the benchmark with its parameters
   * @throws IllegalArgumentException when it is no regular expression
   */
  public PresetPlan only(String regex) {
    Pattern pattern = compiled(regex);
    List<Cell> chosen =
        cells.stream().filter(cell -> pattern.matcher(cell.planned().describe()).find()).toList();
    return new PresetPlan(
        chosen, new Plan(chosen.stream().map(Cell::planned).toList(), whole.questions()));
  }

  private static Pattern compiled(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "'" + regex + "' is no regular expression: " + e.getDescription(), e);
    }
  }

  /** A cell in words: the benchmark, and those of its parameters that have several values. */
  public String describe(Cell cell) {
    PlannedRun run = cell.planned();
    String telling =
        run.params().entrySet().stream()
            .filter(param -> isTelling(param.getKey(), run))
            .map(param -> " " + param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining());
    return run.benchmark().replaceFirst(".*\\.(?=\\w+\\.\\w+$)", "") + telling;
  }

  private boolean isTelling(String param, PlannedRun run) {
    return whole.runs().stream()
            .filter(other -> other.benchmark().equals(run.benchmark()))
            .map(other -> other.params().get(param))
            .distinct()
            .count()
        > 1;
  }

  private static void requireKnown(String parameter, Plan plan) {
    if (plan.runs().stream().noneMatch(run -> run.params().containsKey(parameter))) {
      List<String> known =
          plan.runs().stream()
              .flatMap(run -> run.params().keySet().stream())
              .distinct()
              .sorted()
              .toList();
      throw new IllegalArgumentException(
          "no benchmark has a parameter '"
              + parameter
              + "'; there are "
              + String.join(", ", known));
    }
  }
}
