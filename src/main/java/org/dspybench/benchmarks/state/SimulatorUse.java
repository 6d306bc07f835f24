package org.dspybench.benchmarks.state;

import java.util.List;
import java.util.OptionalDouble;
import org.dspybench.simulator.call.SimulatedCall;

/**
 * How much of the simulator's highest rate a batch used. Near that rate it is the simulator that is
 * measured.
 *
 * @param highestPerSecond the highest rate, in requests per second; empty where it was not
 *     calibrated on this machine
 */
public record SimulatorUse(OptionalDouble highestPerSecond) {

  /** System property by which the command line tells the forks the simulator's highest rate. */
  public static final String PROPERTY = "dspybench.simulator.highestRate";

  /** What the command line knows. */
  static SimulatorUse calibrated() {
    String rate = System.getProperty(PROPERTY);
    return new SimulatorUse(
        rate == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(rate)));
  }

  /**
   * The rate from the first arrival to the last delivery, in percent of the highest; empty where
   * that is not known, or nothing was called.
   */
  OptionalDouble percent(List<SimulatedCall> calls) {
    if (highestPerSecond.isEmpty() || calls.isEmpty()) {
      return OptionalDouble.empty();
    }
    long first = calls.stream().mapToLong(SimulatedCall::arrivedAtMicros).min().orElseThrow();
    long last =
        calls.stream()
            .mapToLong(call -> call.arrivedAtMicros() + call.deliveredMicros())
            .max()
            .orElseThrow();
    double perSecond = calls.size() / (Math.max(1, last - first) / 1e6);
    return OptionalDouble.of(100 * perSecond / highestPerSecond.getAsDouble());
  }
}
