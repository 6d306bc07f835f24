package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What SciPy and NumPy compute (src/test/python/reference_figures.py)")
class ReferenceTest {

  private static List<JsonNode> cases(String kind) throws IOException {
    JsonNode all =
        new JsonMapper()
            .readTree(Path.of("src/test/resources/org/dspybench/batch/reference.json").toFile());
    return StreamSupport.stream(all.required(kind).spliterator(), false).toList();
  }

  static List<JsonNode> makespans() throws IOException {
    return cases("makespans");
  }

  static List<JsonNode> percentiles() throws IOException {
    return cases("percentiles");
  }

  private static long[] longs(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false).mapToLong(JsonNode::asLong).toArray();
  }

  @DisplayName("the best schedule is between the lower bound and list scheduling")
  @ParameterizedTest(name = "case {index}")
  @MethodSource("makespans")
  void bestSchedule_isBetweenTheBoundAndListScheduling(JsonNode example) {
    long[] latencies = longs(example.required("latencies"));
    int workers = example.required("workers").asInt();
    long best = example.required("best").asLong();

    assertThat(IdealMakespan.lowerBound(latencies, workers)).isLessThanOrEqualTo(best);
    assertThat((double) IdealMakespan.listScheduling(latencies, workers))
        .isBetween((double) best, best * (2 - 1.0 / workers));
  }

  @DisplayName("percentiles are NumPy's inverted_cdf, to three digits")
  @ParameterizedTest(name = "case {index}")
  @MethodSource("percentiles")
  void percentiles_areThoseOfTheInvertedDistribution(JsonNode example) {
    Histogram micros = new Histogram(3);
    for (long latency : longs(example.required("micros"))) {
      micros.recordValue(latency);
    }
    LatencySummary latency = LatencySummary.ofMicros(micros);
    List<Duration> percentiles =
        List.of(
            latency.p25(),
            latency.p50(),
            latency.p75(),
            latency.p90(),
            latency.p95(),
            latency.p99(),
            latency.p999(),
            latency.max());

    long[] expected = longs(example.required("percentiles"));
    assertThat(percentiles).hasSize(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(percentiles.get(i).toNanos() / 1_000)
          .isCloseTo(expected[i], withinPercentage(0.1));
    }
  }
}
