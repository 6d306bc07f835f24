package org.dspybench.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.dspybench.simulator.answer.OpenAiJson;
import org.dspybench.simulator.call.Epoch;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;

/** What the control paths send, written and read. */
public final class ControlJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The log, and how many calls did not fit into it. */
  private record Calls(long dropped, List<SimulatedCall> calls) {}

  private ControlJson() {}

  public static byte[] stats(SimulatorStats stats) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("requests", stats.requests());
    json.put("answered", stats.answered());
    json.put("rateLimited", stats.rateLimited());
    json.put("retries", stats.retries());
    json.put("inFlight", stats.inFlight());
    json.put("inFlightPeak", stats.inFlightPeak());
    json.put("inFlightMean", stats.inFlightMean());
    json.put("cpuNanos", stats.cpuTime().toNanos());
    return OpenAiJson.bytes(json);
  }

  public static SimulatorStats stats(String text) throws JsonProcessingException {
    JsonNode json = JSON.readTree(text);
    return new SimulatorStats(
        json.required("requests").longValue(),
        json.required("answered").longValue(),
        json.required("rateLimited").longValue(),
        json.required("retries").longValue(),
        json.required("inFlight").intValue(),
        json.required("inFlightPeak").intValue(),
        json.required("inFlightMean").doubleValue(),
        Duration.ofNanos(json.required("cpuNanos").longValue()));
  }

  public static byte[] calls(List<SimulatedCall> calls, long dropped) {
    try {
      return JSON.writeValueAsBytes(new Calls(dropped, calls));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("numbers and keys cannot fail to be written", e);
    }
  }

  /** The calls of the log, if it is whole. */
  public static List<SimulatedCall> calls(String text) throws JsonProcessingException {
    Calls log = JSON.readValue(text, Calls.class);
    if (log.dropped() > 0) {
      throw new IllegalStateException(
          "the simulator's log keeps %d calls and dropped %d later ones; reset it more often"
              .formatted(Epoch.LOG_CAPACITY, log.dropped()));
    }
    return log.calls();
  }
}
