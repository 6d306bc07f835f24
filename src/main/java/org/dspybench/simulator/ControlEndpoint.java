package org.dspybench.simulator;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The simulator's own paths: its state, and the epoch that it is in. */
final class ControlEndpoint {

  static final String STATS = "/__sim/stats";
  static final String CALLS = "/__sim/calls";
  static final String RESET = "/__sim/reset";
  static final String SETTINGS = "/__sim/settings";
  static final String HEALTH = "/health";

  private static final byte[] OK = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

  private volatile Epoch currentEpoch;

  ControlEndpoint(SimulatorSettings settings) {
    this.currentEpoch = epoch(settings);
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
      return Reply.json(400, OpenAiJson.invalidRequest(message, null));
    }
  }

  /** Begins a new epoch. A call still in flight counts for the one in which it arrived. */
  void begin(SimulatorSettings settings) {
    currentEpoch = epoch(settings);
  }

  private static Epoch epoch(SimulatorSettings settings) {
    return new Epoch(settings, System::nanoTime);
  }

  private static Duration cpuTime() {
    return Duration.ofNanos(
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime());
  }
}
