package org.dspybench.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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
          "busyThread",
          "switchMillis",
          "profile",
          "timeScale",
          "seed",
          "limit",
          "quotaPerSecond",
          "quotaSeconds",
          "repeatedPercent",
          "deduplicate",
          "peer",
          "engine",
          "executors");

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
  @DisplayName(
      "the smoke preset runs all but the peers and Spark, whose environments are optional: PeerRunTest, SparkBenchmarkIT")
  void smokePreset_runsEveryBenchmarkOfOurs() {
    assertThat(benchmarksOf("smoke"))
        .containsAll(benchmarks(everything(), run -> !needsMore(run)))
        .doesNotContainAnyElementsOf(benchmarks(everything(), BenchmarkCatalogueTest::needsMore));
  }

  /** Peers alone have an engine, and Spark alone executors; our own batches have a transport. */
  private static boolean needsMore(PlannedRun run) {
    return run.params().containsKey("engine") || run.params().containsKey("executors");
  }

  @Test
  @DisplayName("every benchmark is measured by one of the presets that take their time")
  void measuringPresets_runEveryBenchmark() {
    assertThat(benchmarksOf("full", "ladder", "peers", "spark", "rate-limits", "lock"))
        .containsAll(benchmarks(everything(), run -> true));
  }

  @Test
  @DisplayName("what has no use for a parameter of the peers is not crossed with it")
  void peers_areCrossedOnlyWithWhatTheyUse() {
    assertThat(everything().runs())
        .filteredOn(run -> run.benchmark().contains(".PeerBenchmark."))
        .allSatisfy(
            run -> {
              boolean loop = run.benchmark().endsWith(".loop");
              boolean ours = run.benchmark().endsWith(".batchPredictor");
              assertThat(run.params().containsKey("workers")).isEqualTo(!loop);
              assertThat(run.params().containsKey("peer")).isEqualTo(!loop && !ours);
              assertThat(run.params().containsKey("engine")).isEqualTo(!ours);
              assertThat(run.params().containsKey("transport")).isEqualTo(ours);
            });
  }

  private static Set<String> benchmarksOf(String... names) {
    return Arrays.stream(names)
        .map(name -> PresetPlan.of(Preset.named(name), Map.of()).whole())
        .flatMap(plan -> benchmarks(plan, run -> true).stream())
        .collect(Collectors.toSet());
  }

  private static Set<String> benchmarks(Plan plan, Predicate<PlannedRun> which) {
    return plan.runs().stream()
        .filter(which)
        .map(PlannedRun::benchmark)
        .collect(Collectors.toSet());
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
