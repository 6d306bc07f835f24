package org.dspybench.run;

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
    List<Options> parts = preset.parts().stream().map(part -> part.options(given)).toList();
    Plan whole = parts.stream().map(Plan::of).reduce(Plan::and).orElseThrow();
    given.keySet().forEach(name -> requireKnown(name, whole));
    return new PresetPlan(parts, whole);
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
