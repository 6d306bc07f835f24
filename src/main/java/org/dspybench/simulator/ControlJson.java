package org.dspybench.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What the control paths send, written and read. */
final class ControlJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ControlJson() {}

  static byte[] stats(SimulatorStats stats) {
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

  static SimulatorStats stats(String text) throws JsonProcessingException {
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

  static byte[] calls(List<SimulatedCall> calls, long dropped) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("dropped", dropped);
    json.set("calls", JSON.valueToTree(calls));
    return OpenAiJson.bytes(json);
  }

  /** The calls of the log, if it is whole. */
  static List<SimulatedCall> calls(String text) throws JsonProcessingException {
    JsonNode json = JSON.readTree(text);
    long dropped = json.required("dropped").longValue();
    if (dropped > 0) {
      throw new IllegalStateException(
          "the simulator's log keeps "
              + Epoch.LOG_CAPACITY
              + " calls and dropped "
              + dropped
              + " later ones; reset it more often");
    }
    return Arrays.asList(JSON.treeToValue(json.required("calls"), SimulatedCall[].class));
  }
}
