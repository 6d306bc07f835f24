package org.dspybench.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CeilingSearchTest {

  private static final List<Integer> LADDER = List.of(1, 2, 4, 8, 16, 32);

  private final List<Integer> tried = new ArrayList<>();

  @Test
  void best_isWhereTheRateBecomesFlat_andTwoMoreStepsAreTried() throws IOException {
    assertThat(best(Map.of(1, 100.0, 2, 190.0, 4, 300.0, 8, 310.0, 16, 314.0, 32, 900.0)))
        .isEqualTo(4);
    assertThat(tried).containsExactly(1, 2, 4, 8, 16);
  }

  @Test
  void best_passesASingleDip() throws IOException {
    assertThat(best(Map.of(1, 100.0, 2, 90.0, 4, 200.0, 8, 210.0, 16, 100.0))).isEqualTo(8);
  }

  @Test
  void best_isTheLastStep_whereTheRateRisesToTheEnd() throws IOException {
    assertThat(CeilingSearch.best(LADDER, inFlight -> inFlight)).isEqualTo(32);
    assertThat(CeilingSearch.best(List.of(7), inFlight -> 1)).isEqualTo(7);
  }

  private int best(Map<Integer, Double> rates) throws IOException {
    return CeilingSearch.best(
        LADDER,
        inFlight -> {
          tried.add(inFlight);
          return rates.getOrDefault(inFlight, 0.0);
        });
  }
}
