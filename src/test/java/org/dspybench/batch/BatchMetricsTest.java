package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.dspybench.python.Reply.Timing;
import org.junit.jupiter.api.Test;

class BatchMetricsTest {

  private static Timing millis(long submitted, long started, long finished) {
    return new Timing(submitted * 1_000_000, started * 1_000_000, finished * 1_000_000);
  }

  @Test
  void means_areWeightedByTime() {
    BatchMetrics metrics =
        BatchMetrics.of(
            List.of(millis(0, 0, 10), millis(0, 0, 30), millis(0, 10, 20)), Duration.ofMillis(40));

    assertThat(metrics.inFlightMean()).isEqualTo((10 + 30 + 10) / 40.0, within(1e-9));
    assertThat(metrics.queueDepthMean()).isEqualTo(10 / 40.0, within(1e-9));
  }

  @Test
  void peak_doesNotCountAnEndAndAStartAtTheSameInstantAsTwo() {
    BatchMetrics metrics =
        BatchMetrics.of(
            List.of(millis(0, 0, 10), millis(0, 10, 20), millis(0, 5, 12)), Duration.ofMillis(20));

    assertThat(metrics.inFlightPeak()).isEqualTo(2);
  }

  @Test
  void peak_isRight_whereTheClockOverflows() {
    Timing across = new Timing(Long.MAX_VALUE - 5, Long.MAX_VALUE - 5, Long.MIN_VALUE + 5);
    Timing after = new Timing(Long.MAX_VALUE - 5, Long.MIN_VALUE + 6, Long.MIN_VALUE + 9);

    assertThat(BatchMetrics.of(List.of(across, after), Duration.ofNanos(20)).inFlightPeak())
        .isEqualTo(1);
  }

  @Test
  void latency_hasThePercentilesOfTheTimings() {
    List<Timing> timings =
        java.util.stream.LongStream.rangeClosed(1, 100).mapToObj(i -> millis(0, 0, i)).toList();

    LatencySummary latency = BatchMetrics.of(timings, Duration.ofMillis(100)).latency();

    assertThat(latency.count()).isEqualTo(100);
    assertThat(latency.p50()).isCloseTo(Duration.ofMillis(50), Duration.ofNanos(100_000));
    assertThat(latency.p99()).isCloseTo(Duration.ofMillis(99), Duration.ofNanos(100_000));
    assertThat(latency.max()).isCloseTo(Duration.ofMillis(100), Duration.ofNanos(100_000));
  }

  @Test
  void emptyBatch_hasZeroesAndNoError() {
    BatchMetrics metrics = BatchMetrics.of(List.of(), Duration.ZERO);

    assertThat(metrics.latency().count()).isZero();
    assertThat(metrics.inFlightPeak()).isZero();
    assertThat(metrics.queueDepthMean()).isZero();
  }
}
