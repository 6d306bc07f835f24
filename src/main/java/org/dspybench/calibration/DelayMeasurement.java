package org.dspybench.calibration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dspybench.results.calibration.DelayError;
import org.dspybench.results.calibration.Percentiles;
import org.dspybench.results.calibration.ShortDelay;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.draw.CanonicalRequest;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;

/**
 * Measures how well a simulator keeps its delays: its log tells what it planned for each call and
 * when it was done, the client tells when the answer was there.
 */
final class DelayMeasurement {

  /** Short delays are measured with the suite's usual number of workers. */
  private static final int IN_FLIGHT_AT_SHORT_DELAYS = 10;

  /** Calls in a round at least; one at a time takes so many delays. */
  private static final int LEAST_CALLS = 30;

  private static final long SEED = 42;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final LoadedSimulator simulator;
  private final CalibrationPlan plan;

  DelayMeasurement(LoadedSimulator simulator, CalibrationPlan plan) {
    this.simulator = simulator;
    this.plan = plan;
  }

  /** Delays spread around the plan's mean, so that answers come at any time. */
  DelayError atInFlight(int inFlight) throws IOException {
    Load load = load("uniform", plan.meanDelay(), inFlight);
    Map<String, SimulatedCall> log =
        simulator.calls().stream()
            .collect(Collectors.toMap(SimulatedCall::key, Function.identity()));
    return new DelayError(
        inFlight, load.answered().size(), clientError(load, log), simulatorError(log));
  }

  /** The same delay for every call. */
  ShortDelay ofExactly(Duration delay) throws IOException {
    Load load = load("constant", delay, IN_FLIGHT_AT_SHORT_DELAYS);
    long micros = delay.toNanos() / 1000;
    return new ShortDelay(
        micros,
        Percentiles.of(
            load.answered().stream().mapToLong(exchange -> exchange.micros() - micros).toArray()));
  }

  private Load load(String profileName, Duration mean, int inFlight) throws IOException {
    SimulatorProfile profile = SimulatorProfile.named(profileName);
    double scale = (double) mean.toNanos() / profile.latency().mean().toNanos();
    Duration enough = mean.multipliedBy(LEAST_CALLS).dividedBy(inFlight);
    Duration time = enough.compareTo(plan.delayTime()) > 0 ? enough : plan.delayTime();
    return simulator.load(new SimulatorSettings(profile, SEED, scale), inFlight, time, mean);
  }

  private static Percentiles clientError(Load load, Map<String, SimulatedCall> log)
      throws IOException {
    long[] errors = new long[load.answered().size()];
    for (int i = 0; i < errors.length; i++) {
      Exchange exchange = load.answered().get(i);
      SimulatedCall call = log.get(key(exchange.question()));
      if (call == null) {
        throw new IOException("the simulator's log lacks a call that it answered");
      }
      errors[i] = exchange.micros() - call.plannedMicros();
    }
    return Percentiles.of(errors);
  }

  private static Percentiles simulatorError(Map<String, SimulatedCall> log) {
    return Percentiles.of(
        log.values().stream()
            .mapToLong(call -> call.deliveredMicros() - call.queuedMicros() - call.plannedMicros())
            .toArray());
  }

  private static String key(long question) throws JsonProcessingException {
    return CanonicalRequest.key((ObjectNode) JSON.readTree(Prompt.body(question)));
  }
}
