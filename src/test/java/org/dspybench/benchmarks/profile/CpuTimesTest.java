package org.dspybench.benchmarks.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CpuTimesTest {

  @Test
  void parse_sumsAllTicksButGuestTime() {
    assertThat(CpuTimes.parse("cpu  10 1 2 100 20 3 4 5 7 7"))
        .contains(new CpuTimes(10 + 1 + 2 + 100 + 20 + 3 + 4 + 5, 120, 5));
  }

  @Test
  void parse_isEmpty_forAnotherLine() {
    assertThat(CpuTimes.parse("intr 1 2 3 4 5 6 7 8 9 10")).isEmpty();
    assertThat(CpuTimes.parse("cpu 1 2 3")).isEmpty();
  }

  @Test
  void shares_areOfTheTimeBetween() {
    CpuTimes before = new CpuTimes(1000, 500, 10);
    CpuTimes after = new CpuTimes(1200, 650, 20);
    assertThat(after.busyPercentSince(before)).isEqualTo(25, within(1e-9));
    assertThat(after.stealPercentSince(before)).isEqualTo(5, within(1e-9));
  }
}
