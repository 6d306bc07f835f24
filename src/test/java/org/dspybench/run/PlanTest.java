package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.results.PlannedRun;
import org.dspybench.results.calibration.Calibrations;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.OptionsBuilder;

class PlanTest {

  @Test
  void of_crossesParameters_eachMethodWithItsOwn() {
    Plan plan =
        Plan.of(
            new OptionsBuilder()
                .include("BatchSpeedupBenchmark")
                .param("transport", "java")
                .forks(2)
                .measurementIterations(7)
                .build());

    assertThat(plan.runs()).filteredOn(run -> run.benchmark().endsWith("sequential")).hasSize(4);
    assertThat(plan.runs()).filteredOn(run -> run.benchmark().endsWith("concurrent")).hasSize(8);
    assertThat(plan.runs()).allMatch(run -> run.forks() == 2 && run.iterations() == 7);
    assertThat(plan.questions()).containsOnlyKeys("BatchSpeedupBenchmark");
  }

  @Test
  void of_takesForksAndIterationsOfTheAnnotations_whereTheOptionsAreSilent() {
    Plan plan = Plan.of(new OptionsBuilder().include("TransportBenchmark").build());

    assertThat(plan.runs()).extracting(PlannedRun::forks).containsOnly(1);
    assertThat(plan.runs()).extracting(PlannedRun::iterations).containsOnly(5);
  }

  @Test
  void of_isEmpty_whenNothingMatches() {
    assertThat(Plan.of(new OptionsBuilder().include("NoSuchBenchmark").build()).runs()).isEmpty();
  }

  @Test
  void presetPlan_replacesParametersByThoseGiven() {
    PresetPlan plan =
        PresetPlan.of(
            Preset.named("quick"), Map.of("transport", List.of("lm15"), "workers", List.of("3")));

    assertThat(plan.whole().runs())
        .filteredOn(run -> run.params().containsKey("transport"))
        .isNotEmpty()
        .allMatch(run -> "lm15".equals(run.params().get("transport")));
  }

  @Test
  void presetPlan_measuresNothingTwice_whenTheGivenParametersMakePartsAlike() {
    for (String transport : List.of("java", "lm15", "litellm")) {
      PresetPlan plan =
          PresetPlan.of(Preset.named("quick"), Map.of("transport", List.of(transport)));
      assertThat(plan.whole().runs())
          .extracting(run -> run.benchmark() + run.params())
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void presetPlan_refusesAParameterThatNoBenchmarkHas() {
    assertThatThrownBy(() -> PresetPlan.of(Preset.named("smoke"), Map.of("worker", List.of("3"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no benchmark has a parameter 'worker'")
        .hasMessageContaining("workers");
  }

  @Test
  void cell_isDescribedByTheParametersThatDiffer() {
    PresetPlan plan = PresetPlan.of(Preset.named("ladder"), Map.of("strategy", List.of("workers")));

    assertThat(plan.describe(plan.cells().get(1)))
        .isEqualTo("ScalabilityBenchmark.ladder questionsPerWorker=20 trims=none workers=2");
  }

  @Test
  void cell_isLaunchedAloneAndOnce() {
    for (Cell cell : PresetPlan.of(Preset.named("smoke"), Map.of()).cells()) {
      PlannedRun run = cell.planned();

      assertThat(Plan.of(cell.launch()).runs())
          .containsExactly(new PlannedRun(run.benchmark(), run.params(), 1, run.iterations()));
    }
  }

  @Test
  void preset_saysWhichThereAre_whenThereIsNone() {
    assertThatThrownBy(() -> Preset.named("thorough"))
        .hasMessage(
            "there is no preset 'thorough'; there are smoke, quick, full, ladder, peers, spark,"
                + " rate-limits, lock, gate");
  }

  @Test
  void forkArguments_keepTheUsersAndAddOurs() {
    PythonEnvironment python =
        new PythonEnvironment(
            Path.of("/env/bin/python"), "3.13.0", false, Map.of(), Path.of("/env/libjep.so"));

    assertThat(
            BenchmarkRun.forkArguments(
                new OptionsBuilder().jvmArgsAppend("-Xmx1g").build(),
                python,
                URI.create("http://127.0.0.1:1/v1"),
                Optional.of(Calibrations.at("2026-11-23T20:00:00Z", 5_432.1))))
        .startsWith("-Xmx1g")
        .contains(
            "-Ddspybench.python=/env/bin/python",
            "-Ddspybench.simulator=http://127.0.0.1:1/v1",
            "-Ddspybench.simulator.highestRate=5432.1");
  }
}
