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
    "LINEAR, 12.5, 12.5, 12.5",
    "LOGARITHMIC, 1, 0, 1",
    "LOGARITHMIC, 128, 7, 128",
    "PERCENTILE, 0, 0, 0",
    "PERCENTILE, 90, 1, 90",
    "PERCENTILE, 99, 2, 99",
    "PERCENTILE, 99.9, 3, 99.9",
  })
  void position_andLabel_areEachOthersInverse(
      Scale scale, double value, double position, String label) {
    Ruler ruler = new Ruler(scale);

    assertThat(ruler.position(value)).isEqualTo(position, within(1e-9));
    assertThat(ruler.label(position)).isEqualTo(label);
  }

  @Test
  void label_isEmpty_betweenTheNamedPlaces() {
    assertThat(new Ruler(Scale.LOGARITHMIC).label(1.5)).isEmpty();
    assertThat(new Ruler(Scale.PERCENTILE).label(0.5)).isEmpty();
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
    assertThat(new Ruler(scale).holds(value)).isEqualTo(expected);
  }
}
