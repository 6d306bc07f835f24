package org.dspybench.calibration;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.dspybench.benchmarks.profile.CpuTimes;
import org.dspybench.results.calibration.DelayError;
import org.dspybench.results.calibration.Measurement;
import org.dspybench.results.calibration.ShortDelay;
import org.dspybench.simulator.control.SimulatorControl;

/**
 * Finds out what a running simulator can do on this machine. The simulator is best in another
 * process, and warm; this one is warmed by a load that does not count. Not thread-safe.
 */
public final class Calibrator {

  private static final int WARM_UP_IN_FLIGHT = 16;

  private final CalibrationPlan plan;
  private final Consumer<Step> progress;
  private final CeilingMeasurement ceiling;
  private final DelayMeasurement delays;

  /**
   * A calibrator.
   *
   * @param baseUrl of the simulator
   * @param control of the same simulator, whose settings are replaced again and again
   * @param progress is told each step when it begins
   */
  public Calibrator(
      URI baseUrl, SimulatorControl control, CalibrationPlan plan, Consumer<Step> progress) {
    LoadedSimulator simulator = new LoadedSimulator(baseUrl, control);
    this.plan = plan;
    this.progress = progress;
    this.ceiling = new CeilingMeasurement(simulator);
    this.delays = new DelayMeasurement(simulator, plan);
  }

  /**
   * Measures; takes as long as the plan says.
   *
   * @throws IOException where the simulator fails, or the thread is interrupted; the message is one
   *     line
   */
  public Measurement measure() throws IOException {
    // A client still being compiled would find the later steps of the search better than they are.
    ceiling.rate(WARM_UP_IN_FLIGHT, plan.ceilingTime());
    int inFlight = CeilingSearch.best(plan.ladder(), this::rate);
    Rounds rounds = new Rounds(plan.rounds(), plan.mostRepeats());
    while (rounds.isShort()) {
      rounds.add(round(rounds.next(), inFlight));
    }
    return Medians.of(rounds);
  }

  private double rate(int inFlight) throws IOException {
    progress.accept(new Step(0, 0, "looking for the highest rate: " + inFlight + " in flight"));
    return ceiling.rate(inFlight, plan.ladderStep());
  }

  private Round round(Rounds.Next next, int inFlightForCeiling) throws IOException {
    Consumer<String> step = what -> progress.accept(new Step(next.number(), next.of(), what));
    Optional<CpuTimes> before = CpuTimes.now();
    step.accept("highest rate");
    var highest = ceiling.measure(inFlightForCeiling, plan.ceilingTime());
    List<DelayError> errors = new ArrayList<>();
    for (int inFlight : plan.inFlight()) {
      step.accept("delays with " + inFlight + " in flight");
      errors.add(delays.atInFlight(inFlight));
    }
    List<ShortDelay> shortDelays = new ArrayList<>();
    for (Duration delay : plan.shortDelays()) {
      step.accept("delays of " + delay.toMillis() + " ms");
      shortDelays.add(delays.ofExactly(delay));
    }
    return new Round(highest, errors, shortDelays, stealSince(before));
  }

  private static OptionalDouble stealSince(Optional<CpuTimes> before) {
    Optional<CpuTimes> now = CpuTimes.now();
    return before.isPresent() && now.isPresent()
        ? OptionalDouble.of(now.get().stealPercentSince(before.get()))
        : OptionalDouble.empty();
  }
}
