package org.dspybench.lm.limit;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** A clock that stands still until {@link #run} lets it jump from event to event. */
final class VirtualTime implements LongSupplier {

  private record Event(long atNanos, long number, Runnable action) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparing(Event::number));
  private long nowNanos;
  private long scheduled;

  @Override
  public long getAsLong() {
    return nowNanos;
  }

  double seconds() {
    return nowNanos / 1e9;
  }

  void after(long delayNanos, Runnable action) {
    events.add(new Event(nowNanos + delayNanos, scheduled++, action));
  }

  /** Lets everything happen that is due within so many nanoseconds. */
  void run(long nanos) {
    long end = nowNanos + nanos;
    while (!events.isEmpty() && events.peek().atNanos() <= end) {
      Event event = events.remove();
      nowNanos = event.atNanos();
      event.action().run();
    }
    nowNanos = end;
  }

  /** An alarm that rings in this time. */
  Alarm alarm() {
    return new Alarm() {
      private long setting;

      @Override
      public void set(Runnable action, long delayNanos) {
        long mine = ++setting;
        after(
            delayNanos,
            () -> {
              if (mine == setting) {
                action.run();
              }
            });
      }

      @Override
      public void close() {
        setting++;
      }
    };
  }
}
