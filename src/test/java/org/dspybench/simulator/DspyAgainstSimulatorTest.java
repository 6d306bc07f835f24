package org.dspybench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
@DisplayName("Real DSPy against the simulator")
class DspyAgainstSimulatorTest {

  private static final Path PROGRAMS = Path.of("src/test/resources/simulator/adapters.py");

  @Test
  @DisplayName("parses every kind of field by every adapter, with no request more than needed")
  void answers_areParsed_byEveryAdapter() throws Exception {
    Path python = PythonEnvironment.find(Optional.empty()).executable();
    SimulatorSettings settings = new SimulatorSettings(SimulatorProfile.named("instant"), 1, 1);
    try (SimulatedLm lm = SimulatedLm.start(settings, 0)) {
      ProcessBuilder builder =
          new ProcessBuilder(python.toString(), PROGRAMS.toString(), lm.baseUrl().toString());
      builder.environment().put("LITELLM_LOCAL_MODEL_COST_MAP", "True");
      Process process = builder.redirectErrorStream(true).start();
      String printed =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

      List<SimulatedCall> calls = lm.control().calls();
      assertThat(printed).endsWith("requests=" + calls.size());
      assertThat(process.waitFor()).isZero();
      assertThat(calls).hasSize(2 * (3 * 16 + 15 + 1));
      assertThat(calls.stream().map(SimulatedCall::status)).containsOnly(200);
      List<String> keys = calls.stream().map(SimulatedCall::key).toList();
      assertThat(keys.subList(0, keys.size() / 2))
          .as("both engines ask with the same keys")
          .isEqualTo(keys.subList(keys.size() / 2, keys.size()));
    }
  }
}
