package org.dspybench.simulator.wire;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.dspybench.simulator.answer.OpenAiJson;
import org.dspybench.simulator.call.Epoch;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.control.ControlJson;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.OpenAiErrors;
import org.dspybench.simulator.verdict.Attempt;
import org.dspybench.simulator.verdict.Verdict;

/** The simulator's own paths: its state, and the epoch that it is in. */
final class ControlEndpoint {

  private static final byte[] OK = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

  private final Consumer<SimulatedCall> onCallEnd;
  private volatile Epoch currentEpoch;

  ControlEndpoint(SimulatorSettings settings, Consumer<SimulatedCall> onCallEnd) {
    this.onCallEnd = onCallEnd;
    this.currentEpoch = epoch(settings, onCallEnd);
  }

  Epoch currentEpoch() {
    return currentEpoch;
  }

  Reply health() {
    return Reply.json(200, OK);
  }

  Reply stats() {
    return Reply.json(200, ControlJson.stats(currentEpoch.stats(cpuTime())));
  }

  Reply calls() {
    Epoch current = currentEpoch;
    return Reply.json(200, ControlJson.calls(current.calls(), current.droppedCalls()));
  }

  /** What the calls since the reset say of their client. */
  Reply verdict() {
    Epoch current = currentEpoch;
    RateLimits limits = current.settings().profile().limits();
    List<Attempt> attempts = Attempts.of(current.calls(), limits);
    Verdict verdict = Verdict.of(attempts, current.droppedCalls(), limits);
    return Reply.json(200, OpenAiJson.bytes(verdict.toJson()));
  }

  Reply reset() {
    begin(currentEpoch.settings());
    return health();
  }

  Reply configure(byte[] body) {
    try {
      begin(SimulatorSettings.fromJson(new String(body, StandardCharsets.UTF_8)));
      return health();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      return Reply.json(400, OpenAiJson.bytes(OpenAiErrors.invalidRequest(message, null, null)));
    }
  }

  /** Begins a new epoch. A call still in flight counts for the one in which it arrived. */
  void begin(SimulatorSettings settings) {
    currentEpoch = epoch(settings, onCallEnd);
  }

  /** As {@link #begin}, but nobody is told of the epoch's calls. */
  void rehearse(SimulatorSettings settings) {
    currentEpoch = new Epoch(settings, System::nanoTime);
  }

  private static Epoch epoch(SimulatorSettings settings, Consumer<SimulatedCall> onCallEnd) {
    return new Epoch(settings, System::nanoTime, onCallEnd);
  }

  private static Duration cpuTime() {
    return Duration.ofNanos(
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime());
  }
}
