package org.dspybench.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.dspybench.batch.Delivery;
import org.dspybench.batch.Outcome;
import org.dspybench.benchmarks.profile.Measured;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The deliveries of a stream")
class DeliveriesTest {

  private final AtomicLong nanos = new AtomicLong(1_000_000_000);

  private void deliver(Deliveries deliveries, int... indexes) {
    for (int index : indexes) {
      nanos.addAndGet(10_000_000);
      deliveries.accept(
          new Outcome.Cancelled(index, Questions.numbered(index), Duration.ZERO, Duration.ZERO));
    }
  }

  @Test
  void figures_tellWhenTheFirstTheHalfAndTheLastCame() {
    Deliveries deliveries = new Deliveries(Delivery.AS_COMPLETED, nanos::get);
    deliver(deliveries, 2, 0, 3, 1);

    assertThat(deliveries.figures())
        .extracting(Measured::label, Measured::value, Measured::unit)
        .containsExactly(
            tuple("outcome.first", 10.0, "ms"),
            tuple("outcome.half", 20.0, "ms"),
            tuple("outcome.last", 40.0, "ms"));
  }

  @Test
  void wrongOrder_stopsTheRun_whenOutcomesWereToComeInOrder() {
    Deliveries deliveries = new Deliveries(Delivery.IN_ORDER, nanos::get);
    deliver(deliveries, 0, 2, 1);

    assertThatThrownBy(deliveries::figures).hasMessage("outcome 2 was delivered as number 1");
  }
}
