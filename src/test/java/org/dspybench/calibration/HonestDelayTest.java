package org.dspybench.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dspybench.results.calibration.Percentiles;
import org.dspybench.results.calibration.ShortDelay;
import org.junit.jupiter.api.Test;

class HonestDelayTest {

  @Test
  void smallest_isTheFirstWithATenthOfErrorAtMost() {
    assertThat(HonestDelay.smallest(delays(300, 250, 300, 300, 400))).contains(5_000L);
  }

  @Test
  void smallest_isNotADelayBelowOneThatIsKeptBadly() {
    assertThat(HonestDelay.smallest(delays(90, 150, 600, 300, 400))).contains(20_000L);
  }

  @Test
  void smallest_isEmpty_whereNotEvenTheLongestIsKept() {
    assertThat(HonestDelay.smallest(delays(90, 150, 300, 300, 10_000))).isEmpty();
  }

  /** Delays of 1, 2, 5, 20 and 100 ms with these median errors. */
  private static List<ShortDelay> delays(long... errors) {
    long[] delays = {1_000, 2_000, 5_000, 20_000, 100_000};
    List<ShortDelay> all = new ArrayList<>();
    for (int i = 0; i < delays.length; i++) {
      all.add(new ShortDelay(delays[i], new Percentiles(errors[i], 0, 0)));
    }
    return all;
  }
}
