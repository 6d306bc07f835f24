package org.dspybench.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.dspybench.simulator.call.SimulatedCall;
import org.junit.jupiter.api.Test;

class WorkloadHashTest {

  private static final String ONE = "0123456789abcdef0123456789abcdef";
  private static final String OTHER = "fedcba9876543210fedcba9876543210";

  @Test
  void of_isOfWhatWasAsked_notOfItsOrder_norOfHowOften() {
    assertThat(hash(ONE, OTHER)).isEqualTo(hash(OTHER, ONE)).isEqualTo(hash(ONE, OTHER, ONE));
    assertThat(hash(ONE)).isNotEqualTo(hash(ONE, OTHER)).isNotEqualTo(hash(OTHER));
  }

  @Test
  void of_isSmallEnoughForTheSumOfThousandsOfIterationsToBeExact() {
    double sum = 0;
    for (int iteration = 0; iteration < 8_000; iteration++) {
      sum += hash("ff".repeat(16)).value();
    }

    assertThat(sum / 8_000).isEqualTo(0xffffffffffL);
  }

  private static WorkloadHash hash(String... keys) {
    return WorkloadHash.of(Stream.of(keys).map(WorkloadHashTest::call).toList());
  }

  private static SimulatedCall call(String key) {
    return new SimulatedCall(key, 1, 0, 0, 0, 0, 200, null, null, false);
  }
}
