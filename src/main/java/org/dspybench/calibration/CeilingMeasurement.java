package org.dspybench.calibration;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.dspybench.results.calibration.Ceiling;
import org.dspybench.results.calibration.Percentiles;
import org.dspybench.simulator.profile.SimulatorSettings;

/** Measures how many requests a simulator answers when it answers at once. */
final class CeilingMeasurement {

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final SimulatorSettings INSTANT = SimulatorSettings.instant();

  private final LoadedSimulator simulator;

  CeilingMeasurement(LoadedSimulator simulator) {
    this.simulator = simulator;
  }

  /** Answers per second with so many calls in flight. */
  double rate(int inFlight, Duration time) throws IOException {
    return load(inFlight, time).perSecond();
  }

  /** The rate, and what simulator and client take for it. */
  Ceiling measure(int inFlight, Duration time) throws IOException {
    Duration simulatorBefore = simulator.cpuTime();
    long clientBefore = PROCESS.getProcessCpuTime();
    Load load = load(inFlight, time);
    long client = PROCESS.getProcessCpuTime() - clientBefore;
    Duration own = simulator.cpuTime().minus(simulatorBefore);
    double requests = load.answered().size();
    return new Ceiling(
        load.perSecond(),
        inFlight,
        Percentiles.of(load.micros()).p99Micros(),
        own.toNanos() / 1e3 / requests,
        client / 1e3 / requests);
  }

  private Load load(int inFlight, Duration time) throws IOException {
    return simulator.load(INSTANT, inFlight, time, Duration.ZERO);
  }
}
