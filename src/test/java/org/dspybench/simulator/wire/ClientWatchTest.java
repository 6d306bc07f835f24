package org.dspybench.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("While a client waits, the simulator")
@Timeout(60)
class ClientWatchTest {

  private static final String BODY =
      "{\"model\": \"m\", \"messages\": [{\"role\": \"user\", \"content\": \"question %d\"}]}";

  @Test
  @DisplayName("notices at once that it closes or resets its connection")
  void abandonedCall_isNoLongerInFlight() throws Exception {
    try (SimulatedLm lm = SimulatedLm.start(settings(1000), 0)) {
      SimulatorControl control = lm.control();
      RawClient closing = new RawClient(lm.baseUrl()).ask(BODY.formatted(1));
      RawClient resetting = new RawClient(lm.baseUrl()).ask(BODY.formatted(2));
      RawClient staying = new RawClient(lm.baseUrl()).ask(BODY.formatted(3));
      awaitInFlight(control, 3);
      closing.close();
      awaitInFlight(control, 2);
      resetting.reset();
      awaitInFlight(control, 1);
      SimulatorStats stats = control.stats();
      staying.close();

      assertThat(stats.requests()).isEqualTo(3);
      assertThat(stats.abandoned()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("answers a client that sends its next request before it has its answer")
  void pipelinedRequests_areAnsweredInOrder() throws Exception {
    try (SimulatedLm lm = SimulatedLm.start(settings(0.2), 0);
        RawClient client = new RawClient(lm.baseUrl())) {
      client.ask(BODY.formatted(1));
      awaitInFlight(lm.control(), 1);
      client.ask(BODY.formatted(2)).ask(BODY.formatted(3));

      assertThat(client.readUntil("question 1")).startsWith("HTTP/1.1 200");
      client.readUntil("question 2");
      client.readUntil("question 3");
    }
  }

  private static void awaitInFlight(SimulatorControl control, int calls)
      throws InterruptedException {
    while (control.stats().inFlight() != calls) {
      Thread.sleep(5);
    }
  }

  private static SimulatorSettings settings(double timeScale) {
    return new SimulatorSettings(SimulatorProfile.named("constant"), 1, timeScale);
  }
}
