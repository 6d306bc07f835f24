package org.dspybench.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The most seconds that anything is warmed up for")
class WarmUpTest {

  private static final Duration NEEDED = Duration.ofSeconds(8);

  private String before;

  @BeforeEach
  void keep() {
    before = System.getProperty(WarmUp.PROPERTY);
  }

  @AfterEach
  void restore() {
    System.setProperty(WarmUp.PROPERTY, before);
  }

  @Test
  void atMost_isWhatIsNeeded_whereNothingIsSaid() {
    System.clearProperty(WarmUp.PROPERTY);

    assertThat(WarmUp.atMost(NEEDED)).isEqualTo(NEEDED);
    assertThat(WarmUp.isWanted()).isTrue();
  }

  @Test
  void atMost_shortensWhatNeedsLonger_andLengthensNothing() {
    System.setProperty(WarmUp.PROPERTY, "3");

    assertThat(WarmUp.atMost(NEEDED)).isEqualTo(Duration.ofSeconds(3));
    assertThat(WarmUp.atMost(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
    assertThat(WarmUp.isWanted()).isTrue();
  }

  @Test
  void none_leavesAWarmUpOut() {
    System.setProperty(WarmUp.PROPERTY, "0");

    assertThat(WarmUp.atMost(NEEDED)).isZero();
    assertThat(WarmUp.isWanted()).isFalse();
  }
}
