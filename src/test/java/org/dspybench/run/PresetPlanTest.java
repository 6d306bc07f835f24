package org.dspybench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A preset's plan")
class PresetPlanTest {

  @Test
  @DisplayName("starts each fork with the preset's arguments of the JVM")
  void forks_getTheArgumentsOfThePreset() {
    PresetPlan gate = PresetPlan.of(Preset.named("gate"), Map.of());

    assertThat(gate.cells())
        .allSatisfy(
            cell ->
                assertThat(cell.launch().getJvmArgsAppend().get())
                    .isEqualTo(List.of("-XX:TieredStopAtLevel=1", "-Ddspybench.warmUpSeconds=3")));
  }

  @Test
  @DisplayName("has the benchmarks whose names and parameters have a match")
  void only_choosesByNameAndParameters() {
    PresetPlan gate = PresetPlan.of(Preset.named("gate"), Map.of());

    assertThat(gate.only("emptyProgram.*workers=10").cells())
        .singleElement()
        .satisfies(cell -> assertThat(gate.describe(cell)).endsWith("emptyProgram workers=10"));
    assertThat(gate.only("no such benchmark").cells()).isEmpty();
  }
}
