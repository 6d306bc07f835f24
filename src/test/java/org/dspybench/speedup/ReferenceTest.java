package org.dspybench.speedup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("What SciPy and NumPy compute (src/test/python/reference_figures.py)")
class ReferenceTest {

  /**
   * The 2.5 % quantile of 4,000 draws from a normal distribution has a standard error of 2.2 % of
   * its distance to the mean; four of these.
   */
  private static final double MONTE_CARLO_ERROR = 0.09;

  private static List<JsonNode> cases(String kind) throws IOException {
    JsonNode all =
        new JsonMapper()
            .readTree(Path.of("src/test/resources/org/dspybench/speedup/reference.json").toFile());
    return StreamSupport.stream(all.required(kind).spliterator(), false).toList();
  }

  static List<JsonNode> intervals() throws IOException {
    return cases("intervals");
  }

  private static List<List<Double>> forks(JsonNode forks) {
    return StreamSupport.stream(forks.spliterator(), false)
        .map(
            fork ->
                StreamSupport.stream(fork.spliterator(), false).map(JsonNode::asDouble).toList())
        .toList();
  }

  private static void assertSame(Estimate estimate, JsonNode expected) {
    double value = expected.required("value").asDouble();
    assertThat(estimate.value()).isCloseTo(value, within(value * 1e-12));
    assertSameDistance(estimate.low() / value, expected.required("low").asDouble() / value);
    assertSameDistance(estimate.high() / value, expected.required("high").asDouble() / value);
  }

  private static void assertSameDistance(double factor, double expected) {
    double distance = Math.log(expected);
    assertThat(Math.log(factor))
        .isCloseTo(distance, within(MONTE_CARLO_ERROR * Math.abs(distance)));
  }

  @DisplayName("the geometric mean, and its interval within the error of drawing")
  @ParameterizedTest(name = "case {index}")
  @MethodSource("intervals")
  void geometricMean_hasTheSameInterval(JsonNode example) {
    assertSame(Bootstrap.geometricMean(forks(example.required("above"))), example.required("mean"));
  }

  @DisplayName("the ratio of two geometric means, and its interval within the error of drawing")
  @ParameterizedTest(name = "case {index}")
  @MethodSource("intervals")
  void ratio_hasTheSameInterval(JsonNode example) {
    assertSame(
        Bootstrap.ratio(forks(example.required("above")), forks(example.required("below"))),
        example.required("ratio"));
  }
}
