package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.LmMetrics;
import org.dspybench.python.FailureKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Metrics as JSON")
class MetricsJsonTest {

  private static final JsonMapper JSON = new JsonMapper();

  private static LatencySummary latency(long count, int millis) {
    return new LatencySummary(
        count,
        Duration.ofMillis(millis),
        Duration.ofMillis(millis + 1L),
        Duration.ofMillis(millis + 2L),
        Duration.ofMillis(millis + 3L),
        Duration.ofMillis(millis + 4L),
        Duration.ofMillis(millis + 5L),
        Duration.ofMillis(millis + 6L),
        Duration.ofNanos((millis + 7) * 1_000_000L + 999));
  }

  private static BatchMetrics metrics(Duration makespan, int workers, long answers) {
    Histogram none = new Histogram(3);
    return new BatchMetrics(
        makespan,
        workers,
        new BatchMetrics.Counts(
            answers, 2, 1, Map.of(FailureKind.SERVER, 4L, FailureKind.RATE_LIMITED, 3L), 6, 7),
        latency(answers, 50),
        new LmMetrics(
            12,
            17,
            5,
            Map.of(LmFailure.SERVER_ERROR, 2L, LmFailure.RATE_LIMITED, 3L),
            Map.of(LmFailure.TIMEOUT, 1L),
            1000,
            200,
            none,
            none,
            0,
            4),
        latency(17, 40),
        latency(0, 0),
        new Level(3.5, 4),
        new Level(1.25, 9),
        OptionalDouble.empty());
  }

  private static JsonNode read(String json) throws Exception {
    return JSON.readTree(json);
  }

  @Test
  void everyFigureIsThere_durationsInMicroseconds() throws Exception {
    JsonNode json = read(metrics(Duration.ofSeconds(2), 4, 17).toJson());

    assertThat(json.path("makespanMicros").asLong()).isEqualTo(2_000_000);
    assertThat(json.path("workers").asInt()).isEqualTo(4);
    assertThat(json.path("throughputPerSecond").asDouble()).isEqualTo(10);
    assertThat(json.path("successRate").asDouble()).isEqualTo(0.5);
    assertThat(json.path("questions"))
        .isEqualTo(
            read(
                """
                {"total": 40, "answered": 20, "predicted": 17, "duplicates": 2, "cached": 1,
                 "failed": {"rate-limited": 3, "server": 4}, "timedOut": 6, "cancelled": 7}
                """));
    assertThat(json.path("latency"))
        .isEqualTo(
            read(
                """
                {"count": 17, "p25Micros": 50000, "p50Micros": 51000, "p75Micros": 52000,
                 "p90Micros": 53000, "p95Micros": 54000, "p99Micros": 55000,
                 "p999Micros": 56000, "maxMicros": 57000}
                """));
    assertThat(json.at("/callLatency/p50Micros").asLong()).isEqualTo(41_000);
    assertThat(json.path("calls"))
        .isEqualTo(
            read(
                """
                {"ended": 12, "requests": 17, "rateLimited": 5,
                 "retries": {"rate-limited": 3, "server-error": 2}, "failed": {"timeout": 1},
                 "promptTokens": 1000, "completionTokens": 200}
                """));
    assertThat(json.path("callsInFlight")).isEqualTo(read("{\"mean\": 3.5, \"peak\": 4}"));
    assertThat(json.path("queueDepth")).isEqualTo(read("{\"mean\": 1.25, \"peak\": 9}"));
  }

  @Test
  void whatWasNotMeasured_isAbsent() throws Exception {
    JsonNode json = read(metrics(Duration.ofSeconds(2), 4, 17).toJson());

    assertThat(json.path("callWait")).isEqualTo(read("{\"count\": 0}"));
    assertThat(json.has("residentPeakMebibytes")).isFalse();
    assertThat(json.has("speedup")).isFalse();
    assertThat(json.has("efficiency")).isFalse();
  }

  @Test
  void speedupAndEfficiency_areThere_whereABaselineIs() throws Exception {
    BatchMetrics sequential = metrics(Duration.ofSeconds(8), 1, 17);
    JsonNode json = read(metrics(Duration.ofSeconds(4), 4, 17).toJson(sequential));

    assertThat(json.path("speedup").asDouble()).isEqualTo(2);
    assertThat(json.path("efficiency").asDouble()).isEqualTo(0.5);
  }

  @Test
  void orderOfFields_isFixed() throws Exception {
    List<String> names = new ArrayList<>();
    BatchMetrics metrics = metrics(Duration.ofSeconds(2), 4, 17);
    read(metrics.toJson(metrics)).fieldNames().forEachRemaining(names::add);

    assertThat(names)
        .containsExactly(
            "makespanMicros",
            "workers",
            "throughputPerSecond",
            "speedup",
            "efficiency",
            "successRate",
            "questions",
            "latency",
            "callLatency",
            "callWait",
            "calls",
            "callsInFlight",
            "queueDepth");
  }
}
