package org.dspybench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dspybench.report.document.Chart.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulerTest {

  @ParameterizedTest
  @CsvSource({
    "LINEAR, 2, 12.5, 12.5, 12.5",
    "LOGARITHMIC, 2, 1, 0, 1",
    "LOGARITHMIC, 2, 128, 7, 128",
    "LOGARITHMIC, 10, 0.01, -2, 0.01",
    "PERCENTILE, 10, 0, 0, 0",
    "PERCENTILE, 10, 90, 1, 90",
    "PERCENTILE, 10, 99, 2, 99",
    "PERCENTILE, 10, 99.9, 3, 99.9",
  })
  void position_andLabel_areEachOthersInverse(
      Scale scale, int base, double value, double position, String label) {
    Ruler ruler = new Ruler(scale, base);

    assertThat(ruler.position(value)).isEqualTo(position, within(1e-9));
    assertThat(ruler.label(position)).isEqualTo(label);
  }

  @Test
  void label_isEmpty_betweenTheNamedPlaces() {
    assertThat(new Ruler(Scale.LOGARITHMIC, 2).label(1.5)).isEmpty();
    assertThat(new Ruler(Scale.PERCENTILE, 10).label(0.5)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "LINEAR, 0, true",
    "LINEAR, NaN, false",
    "LOGARITHMIC, 0, false",
    "LOGARITHMIC, Infinity, false",
    "PERCENTILE, 100, false",
    "PERCENTILE, -1, false",
  })
  void holds_whatTheScaleHasAPlaceFor(Scale scale, double value, boolean expected) {
    assertThat(Ruler.holds(scale, value)).isEqualTo(expected);
  }
}
