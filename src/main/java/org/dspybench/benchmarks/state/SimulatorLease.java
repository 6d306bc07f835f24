package org.dspybench.benchmarks.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import org.dspybench.lm.Endpoint;
import org.dspybench.simulator.SimulatorProcess;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.latency.LatencySummary;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.jspecify.annotations.Nullable;

/**
 * The simulator that a trial is measured against: the one that the command line started, warm, for
 * all forks of a run, or one of the trial's own.
 */
public final class SimulatorLease implements AutoCloseable {

  /** System property by which the command line tells the forks its simulator's base URL. */
  public static final String PROPERTY = "dspybench.simulator";

  private static final SimulatorSettings INSTANT = SimulatorSettings.instant();

  private final SimulatorSettings settings;
  private final LatencySummary expectedLatency;
  private final SimulatorControl control;
  private final URI baseUrl;
  private final @Nullable SimulatorProcess own;

  private SimulatorLease(
      SimulatorSettings settings,
      URI baseUrl,
      SimulatorControl control,
      @Nullable SimulatorProcess own) {
    this.settings = settings;
    this.expectedLatency = settings.profile().latency().summary().times(settings.timeScale());
    this.baseUrl = baseUrl;
    this.control = control;
    this.own = own;
  }

  /** Takes a simulator that answers as the settings say. */
  static SimulatorLease take(SimulatorSettings settings) {
    String shared = System.getProperty(PROPERTY);
    if (shared == null) {
      return startOwn(settings);
    }
    URI baseUrl = URI.create(shared);
    SimulatorControl control = new SimulatorControl(baseUrl);
    control.configure(settings);
    return new SimulatorLease(settings, baseUrl, control, null);
  }

  /** Takes a simulator that answers at once. */
  static SimulatorLease takeInstant() {
    return take(INSTANT);
  }

  private static SimulatorLease startOwn(SimulatorSettings settings) {
    try {
      SimulatorProcess process = SimulatorProcess.start(settings);
      return new SimulatorLease(settings, process.baseUrl(), process.control(), process);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the simulator answer at once while an action runs: a warm-up need not wait. */
  void withoutLatency(Runnable action) {
    control.configure(INSTANT);
    action.run();
    control.configure(settings);
  }

  /** The address, as a predictor takes it. Its key variable is one that nobody sets. */
  Endpoint endpoint() {
    return new Endpoint(baseUrl, "simulated", "DSPYBENCH_SIMULATOR_KEY");
  }

  /** Forgets all calls, so that the same questions meet the same latencies again. */
  void reset() {
    control.reset();
    requireNoCalls(control.stats());
  }

  private static void requireNoCalls(SimulatorStats stats) {
    if (stats.requests() != 0 || stats.inFlight() != 0) {
      throw new IllegalStateException("the simulator has calls left from before: " + stats);
    }
  }

  /** The latencies that the settings promise, whatever is drawn. */
  LatencySummary expectedLatency() {
    return expectedLatency;
  }

  SimulatorStats stats() {
    return control.stats();
  }

  List<SimulatedCall> calls() {
    return control.calls();
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
