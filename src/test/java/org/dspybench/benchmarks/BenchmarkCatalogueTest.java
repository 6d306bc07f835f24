package org.dspybench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dspybench.results.PlannedRun;
import org.dspybench.run.Plan;
import org.dspybench.run.Preset;
import org.dspybench.run.PresetPlan;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.runner.options.OptionsBuilder;

@DisplayName("The catalogue of benchmarks")
class BenchmarkCatalogueTest {

  private static final Set<String> PARAMETERS =
      Set.of(
          "batchSize",
          "questionsPerWorker",
          "workers",
          "transport",
          "strategy",
          "trims",
          "busyThreads",
          "switchMillis",
          "profile",
          "timeScale",
          "seed",
          "limit",
          "quotaPerSecond",
          "quotaSeconds",
          "repeatedPercent",
          "deduplicate");

  static Stream<Class<?>> benchmarkClasses() {
    return everything().runs().stream()
        .map(PlannedRun::className)
        .distinct()
        .map(BenchmarkCatalogueTest::load);
  }

  private static Plan everything() {
    return Plan.of(new OptionsBuilder().build());
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("benchmarkClasses")
  void everyClass_asksOneQuestion(Class<?> benchmark) {
    assertThat(benchmark.getAnnotation(Asks.class)).isNotNull();
    assertThat(benchmark.getAnnotation(Asks.class).value()).endsWith("?").doesNotContain("\n");
  }

  @ParameterizedTest
  @MethodSource("benchmarkClasses")
  @DisplayName("a question is asked anew for each value of parameters that there are")
  void everyClass_asksForEachValueOfItsOwnParameters(Class<?> benchmark) {
    assertThat(everything().runs())
        .filteredOn(run -> run.className().equals(benchmark.getName()))
        .allMatch(
            run ->
                run.params()
                    .keySet()
                    .containsAll(List.of(benchmark.getAnnotation(Asks.class).forEach())));
  }

  @ParameterizedTest
  @MethodSource("benchmarkClasses")
  void noClass_hasAMainMethod(Class<?> benchmark) {
    assertThat(Arrays.stream(benchmark.getDeclaredMethods()).map(Method::getName))
        .doesNotContain("main");
  }

  @Test
  void parameterNames_areFromOneList() {
    assertThat(everything().runs())
        .flatMap(run -> run.params().keySet())
        .isNotEmpty()
        .isSubsetOf(PARAMETERS);
  }

  @Test
  void sequentialRuns_areNotCrossedWithWorkers() {
    assertThat(everything().runs())
        .filteredOn(run -> run.benchmark().endsWith(".sequential"))
        .isNotEmpty()
        .noneMatch(run -> run.params().containsKey("workers"));
  }

  static final List<String> presets = Preset.NAMES;

  @Test
  void smokePreset_runsEveryBenchmark() {
    assertThat(benchmarksOf("smoke")).containsAll(everyBenchmark());
  }

  @Test
  @DisplayName("every benchmark is measured by one of the four presets that take their time")
  void measuringPresets_runEveryBenchmark() {
    assertThat(benchmarksOf("full", "ladder", "rate-limits", "lock")).containsAll(everyBenchmark());
  }

  private static Set<String> everyBenchmark() {
    return benchmarks(everything());
  }

  private static Set<String> benchmarksOf(String... names) {
    return Arrays.stream(names)
        .flatMap(name -> benchmarks(PresetPlan.of(Preset.named(name), Map.of()).whole()).stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> benchmarks(Plan plan) {
    return plan.runs().stream().map(PlannedRun::benchmark).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @FieldSource("presets")
  @DisplayName(
      "a preset fits into its minutes, by the latencies alone and what forks were measured to take")
  void preset_fitsIntoItsMinutes(String name) {
    Preset preset = Preset.named(name);
    assertThat(PlannedTime.of(preset)).isLessThan(Duration.ofMinutes(preset.minutes()));
  }
}
