package org.dspybench.speedup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.dspybench.results.Measure;
import org.dspybench.results.ResultRow;
import org.junit.jupiter.api.Test;

class PercentilesTest {

  private static final Map<Measure, List<Double>> MEASURED =
      Map.of(
          Measure.LATENCY_P50, List.of(100.0),
          Measure.LATENCY_P95, List.of(150.0),
          Measure.LATENCY_P99, List.of(170.0),
          Measure.LATENCY_P999, List.of(180.0),
          Measure.LATENCY_MAX, List.of(180.0));

  @Test
  void of_leavesOutPercentiles_forWhichABatchIsTooSmall() {
    assertThat(Percentiles.of(batchOf("20")))
        .extracting(Percentiles.Point::percentile)
        .containsExactly(50.0, 95.0, 97.5);
  }

  @Test
  void of_endsWithTheLongest() {
    assertThat(Percentiles.of(batchOf("200"))).last().isEqualTo(new Percentiles.Point(99.75, 180));
  }

  @Test
  void of_isWithoutTheLongest_whereTheSizeIsUnknown() {
    assertThat(Percentiles.of(Rows.measuring(MEASURED, "concurrent", Map.of(), 1)))
        .extracting(Percentiles.Point::percentile)
        .containsExactly(50.0, 95.0, 99.0, 99.9);
  }

  private static ResultRow batchOf(String size) {
    return Rows.measuring(MEASURED, "concurrent", Map.of("batchSize", size), 1);
  }
}
