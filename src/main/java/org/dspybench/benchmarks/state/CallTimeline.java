package org.dspybench.benchmarks.state;

import static org.dspybench.benchmarks.profile.Measured.mean;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dspybench.benchmarks.profile.Measured;
import org.dspybench.simulator.call.SimulatedCall;

/**
 * The course of a batch, as its endpoint saw it: the time from the first arrival to the last
 * delivery in twenty slots of one length.
 *
 * @param calls in any order
 */
record CallTimeline(List<SimulatedCall> calls) {

  private static final int SLOTS = 20;
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * For each slot the mean number of calls in flight, and the 429s per second; nothing for a batch
   * that took no time.
   */
  List<Measured> figures() {
    double begin = calls.stream().mapToDouble(CallTimeline::arrivedAt).min().orElse(0);
    double end = calls.stream().mapToDouble(CallTimeline::deliveredAt).max().orElse(0);
    double length = (end - begin) / SLOTS;
    List<Measured> figures = new ArrayList<>();
    for (int slot = 0; slot < SLOTS && length > 0; slot++) {
      double from = begin + slot * length;
      figures.add(
          mean(label(slot, "inflight"), secondsInFlight(from, from + length) / length, "calls"));
      figures.add(
          mean(label(slot, "ratelimited"), rejected(from, from + length) / length, "calls/s"));
    }
    return figures;
  }

  private static String label(int slot, String figure) {
    return String.format(Locale.ROOT, "timeline.%02d.%s", slot, figure);
  }

  private double secondsInFlight(double from, double to) {
    return calls.stream()
        .mapToDouble(call -> Math.min(to, deliveredAt(call)) - Math.max(from, arrivedAt(call)))
        .filter(overlap -> overlap > 0)
        .sum();
  }

  private double rejected(double from, double to) {
    return calls.stream()
        .filter(call -> call.status() == TOO_MANY_REQUESTS)
        .filter(call -> from <= arrivedAt(call) && arrivedAt(call) < to)
        .count();
  }

  private static double arrivedAt(SimulatedCall call) {
    return call.arrivedAtMicros() / 1e6;
  }

  private static double deliveredAt(SimulatedCall call) {
    return (call.arrivedAtMicros() + call.deliveredMicros()) / 1e6;
  }
}
