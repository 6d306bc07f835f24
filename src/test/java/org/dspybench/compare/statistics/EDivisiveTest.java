package org.dspybench.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.dspybench.compare.Effect;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("E-divisive")
class EDivisiveTest {

  /** Divides as long as there is anything to divide, and draws enough to tell a p-value well. */
  private static final EDivisive OF_ANYTHING = new EDivisive(1, 19_999, 1);

  static Stream<JsonNode> reference() throws IOException {
    try (InputStream in = Effect.class.getResourceAsStream("changes.json")) {
      JsonNode series = new JsonMapper().readTree(in).required("series");
      return StreamSupport.stream(series.spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("reference")
  @DisplayName("divides where all divisions, tried by their definition, are worst")
  void divisions_areThoseOfBruteForce(JsonNode series) {
    JsonNode expected = series.required("divisions");

    List<ChangePoint> found = new EDivisive(1, 1, 1).changes(values(series));

    assertThat(found).hasSizeGreaterThanOrEqualTo(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      assertThat(found.get(i).index()).isEqualTo(expected.get(i).required("index").asInt());
      assertThat(found.get(i).divergence())
          .isCloseTo(expected.get(i).required("divergence").asDouble(), within(1e-9));
    }
  }

  static Stream<JsonNode> referenceWithExactValues() throws IOException {
    return reference().filter(series -> series.findValues("p").stream().anyMatch(p -> !p.isNull()));
  }

  @ParameterizedTest
  @MethodSource("referenceWithExactValues")
  @DisplayName("draws p-values near those that all orders of the values give")
  void pValues_areNearTheExactOnes(JsonNode series) {
    JsonNode expected = series.required("divisions");

    List<ChangePoint> found = OF_ANYTHING.changes(values(series));

    for (int i = 0; i < expected.size(); i++) {
      JsonNode p = expected.get(i).required("p");
      if (!p.isNull()) {
        assertThat(found.get(i).pValue()).isCloseTo(p.asDouble(), within(0.015));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 90})
  @DisplayName("finds a change in hardly more than one of a hundred series that have none")
  void noise_isNoChange(int count) {
    Random random = new Random(11);
    int trials = 2_000;
    long alarms =
        IntStream.range(0, trials)
            .filter(trial -> !EDivisive.STANDARD.changes(noise(random, count, 0.02)).isEmpty())
            .count();

    // Two standard errors of so many trials above the level.
    assertThat(alarms / (double) trials).isLessThanOrEqualTo(0.01 + 2 * 0.0022);
  }

  @Test
  @DisplayName("finds a step of 10 % in noise of 2 %, one run off at most, in 95 of 100 series")
  void step_isFound_whereItIs() {
    Random random = new Random(12);
    int trials = 500;
    int right = 0;
    for (int trial = 0; trial < trials; trial++) {
      int at = 5 + random.nextInt(20);
      List<ChangePoint> found =
          EDivisive.STANDARD.changes(stepped(noise(random, 30, 0.02), at, Math.log(1.1)));
      if (found.size() == 1 && Math.abs(found.get(0).index() - at) <= 1) {
        right++;
      }
    }

    assertThat(right / (double) trials).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  @DisplayName("finds a step there and another one back")
  void steps_areBothFound() {
    Random random = new Random(13);
    int trials = 200;
    int right = 0;
    for (int trial = 0; trial < trials; trial++) {
      double[] series = stepped(noise(random, 36, 0.02), 12, Math.log(1.1));
      int[] found =
          EDivisive.STANDARD.changes(stepped(series, 24, -Math.log(1.1))).stream()
              .mapToInt(ChangePoint::index)
              .sorted()
              .toArray();
      if (found.length == 2 && Math.abs(found[0] - 12) <= 1 && Math.abs(found[1] - 24) <= 1) {
        right++;
      }
    }

    assertThat(right / (double) trials).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  @DisplayName("finds no change in a constant series, nor in one value that strays")
  void constant_hasNoChange() {
    double[] constant = DoubleStream.generate(() -> 0.1).limit(30).toArray();
    double[] strays = noise(new Random(14), 30, 0.02);
    strays[17] += 5;

    assertThat(EDivisive.STANDARD.changes(constant)).isEmpty();
    assertThat(EDivisive.STANDARD.changes(strays)).isEmpty();
  }

  @Test
  @DisplayName("never tells a p-value of 0, and leaves three values on each side")
  void pValue_isNeverZero() {
    double[] steps = stepped(noise(new Random(15), 40, 0.001), 3, 1);

    assertThat(EDivisive.STANDARD.changes(stepped(steps, 37, 1)))
        .allSatisfy(change -> assertThat(change.pValue()).isBetween(0.001, 0.01))
        .extracting(ChangePoint::index)
        .containsExactlyInAnyOrder(3, 37);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  @DisplayName("finds nothing where there are not three values for each side")
  void fewValues_haveNoChange(int count) {
    assertThat(OF_ANYTHING.changes(new double[count])).isEmpty();
  }

  @Test
  @DisplayName("gives the same for the same series")
  void changes_areTheSame_eachTime() {
    double[] series = stepped(noise(new Random(16), 30, 0.02), 20, 0.05);

    assertThat(EDivisive.STANDARD.changes(series)).isEqualTo(EDivisive.STANDARD.changes(series));
  }

  @Test
  @DisplayName("refuses a level that so few permutations cannot reach")
  void level_mustBeInReach() {
    assertThatThrownBy(() -> new EDivisive(0.01, 98, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("98 permutations cannot reach a level of 0.01");
  }

  private static double[] values(JsonNode series) {
    return StreamSupport.stream(series.required("values").spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static double[] noise(Random random, int count, double deviation) {
    return DoubleStream.generate(() -> deviation * random.nextGaussian()).limit(count).toArray();
  }

  private static double[] stepped(double[] series, int at, double step) {
    double[] stepped = Arrays.copyOf(series, series.length);
    for (int i = at; i < stepped.length; i++) {
      stepped[i] += step;
    }
    return stepped;
  }
}
