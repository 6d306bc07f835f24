package org.dspybench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.dspybench.results.Metric;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a launch costs")
class LaunchCostsTest {

  private static double undisturbed(String unit, double... iterations) {
    List<Double> launch = DoubleStream.of(iterations).boxed().toList();
    return LaunchCosts.undisturbed(new Metric(unit, List.of(launch)))[0];
  }

  @Test
  @DisplayName("is the 5th percentile of its iterations, whatever disturbed the others")
  void undisturbed_isTheFifthPercentile() {
    List<Double> hundred =
        IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).collect(Collectors.toList());
    Collections.reverse(hundred);

    double[] costs =
        LaunchCosts.undisturbed(new Metric("ms/op", List.of(hundred, List.of(7.0, 9.0, 8.0))));

    assertThat(costs[0]).isCloseTo(Math.log(6), within(1e-12));
    assertThat(costs[1]).as("the least of fewer than twenty").isEqualTo(Math.log(7));
  }

  @Test
  @DisplayName("is by the highest rates where a score is one")
  void undisturbed_isByTheHighestRates() {
    assertThat(undisturbed("ops/s", 10, 40, 20)).isCloseTo(-Math.log(40), within(1e-12));
  }

  @Test
  @DisplayName("is not known where an iteration has no time, or there is none")
  void undisturbed_isNaN_withoutTimes() {
    assertThat(undisturbed("ms/op", 1, 0, 2)).isNaN();
    assertThat(undisturbed("ms/op", 1, Double.NaN)).isNaN();
    assertThat(undisturbed("ops/s", 1, Double.POSITIVE_INFINITY)).isNaN();
    assertThat(undisturbed("ms/op")).isNaN();
  }
}
