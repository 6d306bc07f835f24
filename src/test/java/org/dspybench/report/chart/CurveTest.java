package org.dspybench.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dspybench.report.document.Chart;
import org.dspybench.report.document.Chart.Axis;
import org.dspybench.report.document.Chart.Kind;
import org.dspybench.report.document.Chart.Point;
import org.dspybench.report.document.Chart.Scale;
import org.dspybench.report.document.Chart.Series;
import org.dspybench.speedup.Estimate;
import org.junit.jupiter.api.Test;

class CurveTest {

  private static final Point BOUNDED = new Point(1, new Estimate(2, 1, 3));

  @Test
  void of_countsTheCurvesOfEachKind_soThatAFittedOneBelongsToAMeasuredOne() {
    List<Curve> curves =
        Curve.of(
            chart(
                Scale.LINEAR,
                new Series("a", Kind.MEASURED, List.of(BOUNDED)),
                new Series("fit of a", Kind.FITTED, List.of(BOUNDED)),
                new Series("b", Kind.MEASURED, List.of(BOUNDED)),
                new Series("ceiling", Kind.BOUND, List.of(BOUNDED))));

    assertThat(curves).extracting(Curve::number).containsExactly(0, 0, 1, 0);
    assertThat(curves)
        .as("points through which a fitted curve runs are not joined")
        .extracting(Curve::isJoined)
        .containsExactly(false, true, true, true);
  }

  @Test
  void of_leavesOutWhatALogarithmicAxisHasNoPlaceFor() {
    Series series =
        new Series(
            "a",
            Kind.MEASURED,
            List.of(
                new Point(1, new Estimate(0, 0, 1)), new Point(2, new Estimate(2, 0, 3)), BOUNDED));

    List<Point> points = Curve.of(chart(Scale.LOGARITHMIC, series)).get(0).points();

    assertThat(points).extracting(Point::x).containsExactly(2.0, 1.0);
    assertThat(points.get(0).y().isBounded()).as("its interval reaches to 0").isFalse();
    assertThat(points.get(1)).isEqualTo(BOUNDED);
  }

  private static Chart.Lines chart(Scale y, Series... series) {
    return new Chart.Lines(
        "id", "title", new Axis("x", Scale.LINEAR), new Axis("y", y), List.of(series));
  }
}
