package org.dspybench.benchmarks.state;

import static org.dspybench.benchmarks.profile.Measured.mean;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Delivery;
import org.dspybench.batch.Outcome;
import org.dspybench.benchmarks.profile.Measured;

/** Takes a stream's outcomes, and notes when each came. Times are counted from its making. */
final class Deliveries implements Consumer<Outcome> {

  private final Delivery delivery;
  private final LongSupplier nanoClock;
  private final long beginNanos;
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<Long> deliveredNanos = new ArrayList<>();

  /** Expects outcomes in that order. */
  Deliveries(Delivery delivery) {
    this(delivery, System::nanoTime);
  }

  Deliveries(Delivery delivery, LongSupplier nanoClock) {
    this.delivery = delivery;
    this.nanoClock = nanoClock;
    this.beginNanos = nanoClock.getAsLong();
  }

  Delivery delivery() {
    return delivery;
  }

  @Override
  public void accept(Outcome outcome) {
    deliveredNanos.add(nanoClock.getAsLong() - beginNanos);
    outcomes.add(outcome);
  }

  /** All that came, in the order of the questions. */
  BatchResult result(BatchMetrics metrics) {
    return new BatchResult(
        outcomes.stream().sorted(Comparator.comparingLong(Outcome::index)).toList(), metrics);
  }

  /**
   * When the first outcome, half of them, and the last were there; throws if the order is wrong.
   */
  List<Measured> figures() {
    requireOrder();
    int count = deliveredNanos.size();
    return List.of(
        mean("outcome.first", millis(0), "ms"),
        mean("outcome.half", millis((count - 1) / 2), "ms"),
        mean("outcome.last", millis(count - 1), "ms"));
  }

  private double millis(int index) {
    return deliveredNanos.get(index) / 1e6;
  }

  private void requireOrder() {
    for (int i = 0; delivery == Delivery.IN_ORDER && i < outcomes.size(); i++) {
      if (outcomes.get(i).index() != i) {
        throw new IllegalStateException(
            "outcome " + outcomes.get(i).index() + " was delivered as number " + i);
      }
    }
  }
}
