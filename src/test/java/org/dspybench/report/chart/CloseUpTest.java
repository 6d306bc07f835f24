package org.dspybench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.DoubleStream;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.speedup.Estimate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("An axis that does not begin at 0")
class CloseUpTest {

  @Test
  @DisplayName("reaches a tenth around values that hardly differ, to round figures")
  void littleNoise_staysLittle() {
    assertThat(around(40)).isEqualTo(new CloseUp(36, 44));
    assertThat(around(99.5, 100, 100.5)).isEqualTo(new CloseUp(90, 110));
    assertThat(around(0.000_99, 0.001_01)).isEqualTo(new CloseUp(0.000_9, 0.001_1));
  }

  @Test
  @DisplayName("has room around values that differ much, and never begins below 0")
  void muchNoise_hasRoom() {
    assertThat(around(100, 110)).isEqualTo(new CloseUp(90, 120));
    assertThat(around(1, 100)).isEqualTo(new CloseUp(0, 110));
  }

  @Test
  @DisplayName("has room for intervals too")
  void intervals_haveRoom() {
    Curve curve =
        new Curve("c", Kind.FITTED, 0, true, List.of(new Point(1, new Estimate(100, 60, 140))));

    assertThat(CloseUp.of(List.of(curve))).isEqualTo(new CloseUp(50, 150));
  }

  private static CloseUp around(double... values) {
    List<Point> points =
        DoubleStream.of(values).mapToObj(y -> new Point(1, Estimate.unbounded(y))).toList();
    return CloseUp.of(List.of(new Curve("c", Kind.MEASURED, 0, true, points)));
  }
}
