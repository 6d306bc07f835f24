package org.dspybench.simulator.wire;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.dspybench.simulator.answer.OpenAiJson;
import org.dspybench.simulator.call.Epoch;
import org.dspybench.simulator.control.ControlJson;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.OpenAiErrors;

/** The simulator's own paths: its state, and the epoch that it is in. */
public final class ControlEndpoint {

  public static final String STATS = "/__sim/stats";
  public static final String CALLS = "/__sim/calls";
  public static final String RESET = "/__sim/reset";
  public static final String SETTINGS = "/__sim/settings";
  public static final String HEALTH = "/health";

  private static final byte[] OK = "{\"status\":\"ok\"}".getBytes(StandardCharsets.UTF_8);

  private volatile Epoch currentEpoch;

  public ControlEndpoint(SimulatorSettings settings) {
    this.currentEpoch = epoch(settings);
  }

  public Epoch currentEpoch() {
    return currentEpoch;
  }

  public Reply health() {
    return Reply.json(200, OK);
  }

  public Reply stats() {
    return Reply.json(200, ControlJson.stats(currentEpoch.stats(cpuTime())));
  }

  public Reply calls() {
    Epoch current = currentEpoch;
    return Reply.json(200, ControlJson.calls(current.calls(), current.droppedCalls()));
  }

  public Reply reset() {
    begin(currentEpoch.settings());
    return health();
  }

  public Reply configure(byte[] body) {
    try {
      begin(SimulatorSettings.fromJson(new String(body, StandardCharsets.UTF_8)));
      return health();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      return Reply.json(400, OpenAiJson.bytes(OpenAiErrors.invalidRequest(message, null)));
    }
  }

  /** Begins a new epoch. A call still in flight counts for the one in which it arrived. */
  public void begin(SimulatorSettings settings) {
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
