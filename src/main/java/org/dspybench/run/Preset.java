package org.dspybench.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * A named effort: which benchmarks, how often, and with which parameters.
 *
 * @param description what it is for
 * @param minutes how long it takes at most, on two cores
 * @param jvmArgs of each fork
 * @param parts run one after another
 */
public record Preset(String description, int minutes, List<String> jvmArgs, List<Part> parts) {

  /** The presets that there are. */
  public static final List<String> NAMES =
      List.of("smoke", "quick", "full", "ladder", "peers", "spark", "rate-limits", "lock", "gate");

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Some benchmarks and how they are measured.
   *
   * @param include regular expression over benchmark names
   * @param forks the number of rounds in which the part is measured, once in each
   * @param warmupIterations iterations before the measured ones, in each round
   * @param iterations measured iterations, in each round
   * @param parameters values that replace a parameter's own
   * @param information whether a comparison of two builds tells it without judging by it
   */
  public record Part(
      String include,
      int forks,
      int warmupIterations,
      int iterations,
      Map<String, List<String>> parameters,
      boolean information) {

    /** JMH's options that select this part; the given parameters replace its own. */
    Options options(Map<String, List<String>> given) {
      ChainedOptionsBuilder options =
          new OptionsBuilder()
              .include(include)
              .forks(forks)
              .warmupIterations(warmupIterations)
              .measurementIterations(iterations);
      // Naming a parameter twice would add the values up.
      Map<String, List<String>> replaced = new TreeMap<>(parameters);
      replaced.putAll(given);
      replaced.forEach((name, values) -> options.param(name, values.toArray(String[]::new)));
      return options.build();
    }
  }

  /**
   * Reads a preset.
   *
   * @throws IllegalArgumentException when there is none of that name
   */
  public static Preset named(String name) {
    try (InputStream in = Preset.class.getResourceAsStream("/presets/" + name + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException(
            "there is no preset '" + name + "'; there are " + String.join(", ", NAMES));
      }
      return JSON.readValue(in, Preset.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the preset " + name + " cannot be read", e);
    }
  }
}
