package org.dspybench.batch;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.LmMetrics;
import org.dspybench.python.FailureKind;

/**
 * Metrics as a JSON object. Durations are whole microseconds, in fields whose names end in {@code
 * Micros}; the order of the fields is fixed; what was not measured is absent, such as percentiles
 * of nothing.
 */
final class MetricsJson {

  private static final JsonMapper JSON = new JsonMapper();

  private MetricsJson() {}

  static String write(BatchMetrics metrics, Optional<BatchMetrics> baseline) {
    ObjectNode json = JSON.createObjectNode();
    json.put("makespanMicros", micros(metrics.makespan()));
    json.put("workers", metrics.workers());
    json.put("throughputPerSecond", metrics.throughput());
    baseline.ifPresent(
        other -> {
          json.put("speedup", metrics.speedupOver(other));
          json.put("efficiency", metrics.efficiencyOver(other));
        });
    metrics.successRate().ifPresent(rate -> json.put("successRate", rate));
    writeCounts(json.putObject("questions"), metrics.counts());
    writeLatency(json.putObject("latency"), metrics.latency());
    writeLatency(json.putObject("callLatency"), metrics.callLatency());
    writeLatency(json.putObject("callWait"), metrics.callWait());
    writeCalls(json.putObject("calls"), metrics.calls());
    writeLevel(json.putObject("callsInFlight"), metrics.callsInFlight());
    writeLevel(json.putObject("queueDepth"), metrics.queueDepth());
    metrics
        .residentPeakMebibytes()
        .ifPresent(mebibytes -> json.put("residentPeakMebibytes", mebibytes));
    return json.toPrettyString() + "\n";
  }

  private static void writeCounts(ObjectNode json, BatchMetrics.Counts counts) {
    json.put("total", counts.questions());
    json.put("answered", counts.answered());
    json.put("predicted", counts.predicted());
    json.put("duplicates", counts.duplicates());
    json.put("cached", counts.cached());
    writeByKind(json.putObject("failed"), counts.failed(), FailureKind::label);
    json.put("timedOut", counts.timedOut());
    json.put("cancelled", counts.cancelled());
  }

  private static void writeLatency(ObjectNode json, LatencySummary latency) {
    json.put("count", latency.count());
    if (latency.count() > 0) {
      json.put("p25Micros", micros(latency.p25()));
      json.put("p50Micros", micros(latency.p50()));
      json.put("p75Micros", micros(latency.p75()));
      json.put("p90Micros", micros(latency.p90()));
      json.put("p95Micros", micros(latency.p95()));
      json.put("p99Micros", micros(latency.p99()));
      json.put("p999Micros", micros(latency.p999()));
      json.put("maxMicros", micros(latency.max()));
    }
  }

  private static void writeCalls(ObjectNode json, LmMetrics calls) {
    json.put("ended", calls.calls());
    json.put("requests", calls.requests());
    json.put("rateLimited", calls.rateLimited());
    writeByKind(json.putObject("retries"), calls.retries(), LmFailure::label);
    writeByKind(json.putObject("failed"), calls.failures(), LmFailure::label);
    json.put("promptTokens", calls.promptTokens());
    json.put("completionTokens", calls.completionTokens());
  }

  private static void writeLevel(ObjectNode json, Level level) {
    json.put("mean", level.mean());
    json.put("peak", level.peak());
  }

  private static <K extends Enum<K>> void writeByKind(
      ObjectNode json, Map<K, Long> counts, Function<K, String> label) {
    new TreeMap<>(counts).forEach((kind, count) -> json.put(label.apply(kind), count));
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
