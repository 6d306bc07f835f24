package org.dspybench.calibration;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.profile.SimulatorSettings;

/** The simulator under load. Not thread-safe. */
final class LoadedSimulator {

  private static final double TOLERATED_FAILURES = 0.001;

  private final URI baseUrl;
  private final SimulatorControl control;
  private final AtomicLong questions = new AtomicLong();

  LoadedSimulator(URI baseUrl, SimulatorControl control) {
    this.baseUrl = baseUrl;
    this.control = control;
  }

  /**
   * Sets the simulator up, and keeps so many calls in flight for that long.
   *
   * @throws IOException where more than a thousandth of the calls failed: such a load says nothing
   */
  Load load(SimulatorSettings settings, int inFlight, Duration time, Duration rampUp)
      throws IOException {
    control.configure(settings);
    try (LoadClient client = LoadClient.open(baseUrl, inFlight, questions)) {
      Load load = client.run(time, rampUp);
      long all = load.answered().size() + load.failed();
      if (load.failed() > TOLERATED_FAILURES * all) {
        throw new IOException(
            "%d of %d requests failed with %d in flight: nothing was calibrated"
                .formatted(load.failed(), all, inFlight));
      }
      return load;
    }
  }

  /** The calls since the last load began. */
  List<SimulatedCall> calls() {
    return control.calls();
  }

  /** CPU time of the simulator's JVM since it started. */
  Duration cpuTime() {
    return control.stats().cpuTime();
  }
}
