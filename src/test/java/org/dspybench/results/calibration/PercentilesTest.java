package org.dspybench.results.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  @Test
  void of_takesTheNearestRank_inWhateverOrder() {
    long[] descending = LongStream.rangeClosed(1, 200).map(i -> 201 - i).toArray();

    assertThat(Percentiles.of(descending)).isEqualTo(new Percentiles(100, 190, 198));
  }

  @Test
  void of_aSingleValue_isThatValue() {
    assertThat(Percentiles.of(-7)).isEqualTo(new Percentiles(-7, -7, -7));
  }

  @Test
  void of_refusesNoValues() {
    assertThatThrownBy(Percentiles::of).isInstanceOf(IllegalArgumentException.class);
  }
}
