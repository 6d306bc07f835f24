package org.dspybench.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.dspybench.results.calibration.DelayError;
import org.dspybench.results.calibration.Measurement;
import org.dspybench.results.calibration.ShortDelay;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.sockets.Reaction;
import org.dspybench.sockets.SocketEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A calibration")
class CalibratorTest {

  private static final SimulatorSettings INSTANT = SimulatorSettings.instant();

  private static final CalibrationPlan TINY =
      new CalibrationPlan(
          2,
          0,
          List.of(1, 2),
          Duration.ofMillis(50),
          Duration.ofMillis(50),
          List.of(1, 3),
          Duration.ofMillis(4),
          Duration.ofMillis(50),
          List.of(Duration.ofMillis(1), Duration.ofMillis(3)));

  private final SimulatedLm lm = SimulatedLm.start(INSTANT, 0);
  private final List<String> steps = new ArrayList<>();

  @AfterEach
  void end() {
    lm.close();
  }

  @Test
  @DisplayName("measures rate, delay errors and short delays in each round")
  void measure_coversThePlan() throws IOException {
    Measurement measured =
        new Calibrator(lm.baseUrl(), lm.control(), TINY, step -> steps.add(step.toString()))
            .measure();

    assertThat(measured.rounds()).isEqualTo(2);
    assertThat(measured.ceiling().requestsPerSecond()).isPositive();
    assertThat(measured.ceiling().inFlight()).isIn(1, 2);
    assertThat(measured.delayErrors()).extracting(DelayError::inFlight).containsExactly(1, 3);
    assertThat(measured.delayErrors()).allMatch(error -> error.calls() > 0);
    assertThat(measured.shortDelays())
        .extracting(ShortDelay::delayMicros)
        .containsExactly(1_000L, 3_000L);
    assertThat(steps).hasSize(2 + 2 * 5).endsWith("round 2 of 2: delays of 3 ms");
  }

  @Test
  @DisplayName("keeps as many calls in flight as it says, and asks no question twice")
  void load_keepsCallsInFlight() throws IOException {
    AtomicLong questions = new AtomicLong();
    lm.control().configure(new SimulatorSettings(SimulatorProfile.named("constant"), 0, 0.2));
    try (LoadClient client = LoadClient.open(lm.baseUrl(), 7, questions)) {
      Load load = client.run(Duration.ofMillis(400), Duration.ZERO);

      assertThat(load.failed()).isZero();
      assertThat(load.answered()).hasSize(questions.intValue());
      assertThat(load.answered()).extracting(Exchange::question).doesNotHaveDuplicates();
      assertThat(lm.control().stats().answered()).isEqualTo(questions.get());
      assertThat(lm.control().stats().inFlightPeak()).isEqualTo(7);
    }
  }

  @Test
  @DisplayName("says so in one line when requests fail")
  void load_isRefused_whenRequestsFail() {
    try (SocketEndpoint failing = new SocketEndpoint(request -> Reaction.answers(503, "busy"))) {
      LoadedSimulator simulator = new LoadedSimulator(failing.baseUrl(), lm.control());

      assertThatThrownBy(() -> simulator.load(INSTANT, 2, Duration.ofMillis(20), Duration.ZERO))
          .isInstanceOf(IOException.class)
          .hasMessageMatching("\\d+ of \\d+ requests failed with 2 in flight: .*");
    }
  }

  @Test
  @DisplayName("says so in one line when nobody listens")
  void open_isRefused_whenNobodyListens() {
    URI nowhere = lm.baseUrl();
    lm.close();

    assertThatThrownBy(() -> LoadClient.open(nowhere, 2, new AtomicLong()))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot open 2 connections to the simulator: ");
  }
}
