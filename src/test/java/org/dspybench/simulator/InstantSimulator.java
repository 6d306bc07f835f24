package org.dspybench.simulator;

import java.net.URI;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A simulator for all tests of a class; each begins with one that answers at once. */
public final class InstantSimulator implements BeforeEachCallback, AfterAllCallback {

  private final SimulatedLm simulator = SimulatedLm.start(settings("instant", 1), 0);

  /** A built-in profile under the seed of all tests. */
  public static SimulatorSettings settings(String profile, double timeScale) {
    return new SimulatorSettings(SimulatorProfile.named(profile), 42, timeScale);
  }

  public URI baseUrl() {
    return simulator.baseUrl();
  }

  public SimulatorControl control() {
    return simulator.control();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    control().configure(settings("instant", 1));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    simulator.close();
  }
}
