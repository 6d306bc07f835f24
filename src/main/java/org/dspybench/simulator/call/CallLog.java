package org.dspybench.simulator.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Counts arrivals and deliveries, and keeps the first calls. Not thread-safe.
 *
 * <p>Times are nanoseconds of one monotonic clock, in the order of the calls to this object.
 */
public final class CallLog {

  private final int capacity;
  private final long startNanos;
  private final List<SimulatedCall> calls = new ArrayList<>();

  private long requests;
  private long retries;
  private long answered;
  private long rateLimited;
  private int inFlight;
  private int inFlightPeak;
  private long firstArrivalNanos;
  private long lastChangeNanos;
  private long lastDeliveryNanos;
  private double inFlightNanos;
  private double inFlightNanosAtLastDelivery;

  /** Keeps at most {@code capacity} calls; times are told from {@code startNanos} on. */
  public CallLog(int capacity, long startNanos) {
    this.capacity = capacity;
    this.startNanos = startNanos;
  }

  public void arrived(long nowNanos, boolean retry) {
    if (requests == 0) {
      firstArrivalNanos = nowNanos;
      lastChangeNanos = nowNanos;
    }
    advance(nowNanos);
    requests++;
    retries += retry ? 1 : 0;
    inFlight++;
    inFlightPeak = Math.max(inFlightPeak, inFlight);
  }

  public void delivered(PlannedCall call, long nowNanos) {
    advance(nowNanos);
    inFlight--;
    lastDeliveryNanos = nowNanos;
    inFlightNanosAtLastDelivery = inFlightNanos;
    if (isAnswered(call)) {
      answered++;
    } else {
      rateLimited++;
    }
    if (calls.size() < capacity) {
      calls.add(entry(call, nowNanos));
    }
  }

  /** How many delivered calls found the log full. */
  public long dropped() {
    return answered + rateLimited - calls.size();
  }

  /** The calls delivered so far, in order of arrival. */
  public List<SimulatedCall> calls() {
    return calls.stream().sorted(Comparator.comparingLong(SimulatedCall::arrivedAtMicros)).toList();
  }

  public SimulatorStats stats(Duration cpuTime) {
    double span = lastDeliveryNanos - firstArrivalNanos;
    boolean delivered = answered + rateLimited > 0;
    return new SimulatorStats(
        requests,
        answered,
        rateLimited,
        retries,
        inFlight,
        inFlightPeak,
        delivered && span > 0 ? inFlightNanosAtLastDelivery / span : 0,
        cpuTime);
  }

  private void advance(long nowNanos) {
    inFlightNanos += (double) inFlight * (nowNanos - lastChangeNanos);
    lastChangeNanos = nowNanos;
  }

  private SimulatedCall entry(PlannedCall call, long nowNanos) {
    return new SimulatedCall(
        call.key(),
        call.attempt(),
        (call.arrivedNanos() - startNanos) / 1000,
        call.timing().totalNanos() / 1000,
        (nowNanos - call.arrivedNanos()) / 1000,
        isAnswered(call) ? 200 : 429);
  }

  private static boolean isAnswered(PlannedCall call) {
    return call.fate() instanceof Fate.Answered;
  }
}
