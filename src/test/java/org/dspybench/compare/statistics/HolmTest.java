package org.dspybench.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Holm's correction")
class HolmTest {

  @Test
  @DisplayName("gives what R's p.adjust gives")
  void adjusted_isThatOfR() {
    // R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05, 0.001), "holm")
    assertThat(Holm.adjusted(new double[] {0.01, 0.02, 0.03, 0.04, 0.05, 0.001}))
        .containsExactly(new double[] {0.05, 0.08, 0.09, 0.09, 0.09, 0.006}, within(1e-15));
  }

  @Test
  @DisplayName("leaves a single test alone, and never passes 1")
  void adjusted_staysAProbability() {
    assertThat(Holm.adjusted(new double[] {0.04})).containsExactly(0.04);
    assertThat(Holm.adjusted(new double[] {0.9, 0.8})).containsExactly(1, 1);
    assertThat(Holm.adjusted(new double[0])).isEmpty();
  }
}
