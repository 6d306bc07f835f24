package org.dspybench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.options.Options;

/**
 * A preset, ready to be run.
 *
 * @param parts JMH's options for each of its parts
 * @param whole what all parts together will run
 */
public record PresetPlan(List<Options> parts, Plan whole) {

  /**
   * Works out what a preset runs.
   *
   * @param given values of parameters that replace the preset's
   * @throws IllegalArgumentException when a parameter is given that no benchmark has
   */
  public static PresetPlan of(Preset preset, Map<String, List<String>> given) {
    List<Options> parts = new ArrayList<>();
    Plan whole = Plan.EMPTY;
    for (Preset.Part part : preset.parts()) {
      Options options = part.options(given);
      Plan plan = Plan.of(options);
      // Given parameters can make a part the repetition of one before.
      if (!whole.covers(plan)) {
        parts.add(options);
        whole = whole.and(plan);
      }
    }
    for (String name : given.keySet()) {
      requireKnown(name, whole);
    }
    return new PresetPlan(List.copyOf(parts), whole);
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
