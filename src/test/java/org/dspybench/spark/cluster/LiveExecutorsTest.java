package org.dspybench.spark.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The executors that share a quota")
class LiveExecutorsTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final LiveExecutors executors = new LiveExecutors();

  private int sharersAfter(String reporting, long nowNanos) {
    return executors.report(new WorkReport(reporting, 10, 1, 5), nowNanos).executors();
  }

  @Test
  void eachThatReports_isOne() {
    assertThat(sharersAfter("1", 0)).isEqualTo(1);
    assertThat(sharersAfter("2", 0)).isEqualTo(2);
    assertThat(sharersAfter("1", SECOND)).isEqualTo(2);
  }

  @Test
  @DisplayName("one that Spark has lost is none at once, and what it had done stays done")
  void lostOne_isNone() {
    sharersAfter("1", 0);
    sharersAfter("2", 0);
    executors.lost("1");

    assertThat(sharersAfter("2", SECOND)).isEqualTo(1);
    assertThat(executors.done()).isEqualTo(20);
    assertThat(executors.failed()).isEqualTo(2);
    assertThat(executors.callsInFlight()).isEqualTo(5);
  }

  @Test
  @DisplayName("one with nothing left to ask is none after three seconds of silence")
  void silentOne_isNone() {
    sharersAfter("1", 0);
    assertThat(sharersAfter("2", 3 * SECOND)).isEqualTo(2);
    assertThat(sharersAfter("2", 3 * SECOND + 1)).isEqualTo(1);
    assertThat(sharersAfter("1", 4 * SECOND)).isEqualTo(2);
  }

  @Test
  void report_travelsAsTextAlone() {
    WorkReport report = new WorkReport("7", 123, 4, 50);
    assertThat(WorkReport.of(report.message())).isEqualTo(report);
  }
}
