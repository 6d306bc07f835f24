package org.dspybench.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.dspybench.simulator.answer.OpenAiJson;
import org.dspybench.simulator.call.Epoch;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.latency.LatencySummary;

/** What the control paths send, written and read. */
public final class ControlJson {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The log, and how many calls did not fit into it. */
  private record Calls(long dropped, List<SimulatedCall> calls) {}

  private ControlJson() {}

  public static byte[] stats(SimulatorStats stats) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("requests", stats.requests());
    json.put("requestBytes", stats.requestBytes());
    json.put("answered", stats.answered());
    json.put("rateLimited", stats.rateLimited());
    json.put("failed", stats.failed());
    json.put("abandoned", stats.abandoned());
    json.put("retries", stats.retries());
    json.put("inFlight", stats.inFlight());
    json.put("inFlightPeak", stats.inFlightPeak());
    json.put("inFlightMean", stats.inFlightMean());
    write(json.putObject("plannedMicros"), stats.planned());
    write(json.putObject("deliveredMicros"), stats.delivered());
    write(json.putObject("delayErrorMicros"), stats.delayError());
    stats.limits().forEach(json.putArray("limits")::add);
    stats.faults().forEach(json.putArray("faults")::add);
    json.put("profileHash", stats.profileHash());
    json.put("ageNanos", stats.age().toNanos());
    json.put("cpuNanos", stats.cpuTime().toNanos());
    return OpenAiJson.bytes(json);
  }

  public static SimulatorStats stats(String text) throws JsonProcessingException {
    JsonNode json = JSON.readTree(text);
    return new SimulatorStats(
        json.required("requests").longValue(),
        json.required("requestBytes").longValue(),
        json.required("answered").longValue(),
        json.required("rateLimited").longValue(),
        json.required("failed").longValue(),
        json.required("abandoned").longValue(),
        json.required("retries").longValue(),
        json.required("inFlight").intValue(),
        json.required("inFlightPeak").intValue(),
        json.required("inFlightMean").doubleValue(),
        summary(json.required("plannedMicros")),
        summary(json.required("deliveredMicros")),
        summary(json.required("delayErrorMicros")),
        lines(json.required("limits")),
        lines(json.required("faults")),
        json.required("profileHash").textValue(),
        Duration.ofNanos(json.required("ageNanos").longValue()),
        Duration.ofNanos(json.required("cpuNanos").longValue()));
  }

  private static void write(ObjectNode json, LatencySummary summary) {
    json.put("p50", micros(summary.p50()));
    json.put("mean", micros(summary.mean()));
    json.put("p95", micros(summary.p95()));
    json.put("p99", micros(summary.p99()));
  }

  private static LatencySummary summary(JsonNode json) {
    return new LatencySummary(
        duration(json.required("p50")),
        duration(json.required("mean")),
        duration(json.required("p95")),
        duration(json.required("p99")));
  }

  private static BigDecimal micros(Duration duration) {
    return BigDecimal.valueOf(duration.toNanos(), 3);
  }

  private static Duration duration(JsonNode micros) {
    return Duration.ofNanos(Math.round(micros.doubleValue() * 1000));
  }

  private static List<String> lines(JsonNode json) {
    return StreamSupport.stream(json.spliterator(), false).map(JsonNode::textValue).toList();
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
