package org.dspybench.simulator.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps the first calls that ended, up to a number. Not thread-safe. */
public final class CallLog {

  private final int capacity;
  private final List<SimulatedCall> calls = new ArrayList<>();
  private long dropped;

  /** Keeps at most {@code capacity} calls. */
  public CallLog(int capacity) {
    this.capacity = capacity;
  }

  public void add(SimulatedCall call) {
    if (calls.size() < capacity) {
      calls.add(call);
    } else {
      dropped++;
    }
  }

  /** How many calls found the log full. */
  public long dropped() {
    return dropped;
  }

  /** The calls kept, in order of arrival. */
  public List<SimulatedCall> calls() {
    return calls.stream().sorted(Comparator.comparingLong(SimulatedCall::arrivedAtMicros)).toList();
  }
}
