package org.dspybench.spark.cluster;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The executors that ask questions, as the driver knows them: one counts from its first report on,
 * until Spark says that it is lost, or nothing was heard of it for a while because it has no more
 * to ask. Has no clock; times are nanoseconds of one monotonic clock. Thread-safe.
 */
public final class LiveExecutors {

  /** Six reports. An executor busy with garbage collection is not to be taken for gone. */
  static final Duration SILENCE = Duration.ofSeconds(3);

  private final Map<String, WorkReport> reports = new HashMap<>();
  private final Map<String, Long> heardNanos = new HashMap<>();

  /** Takes a report. Returns what its sender may take of the quota. */
  synchronized QuotaShare report(WorkReport report, long nowNanos) {
    reports.put(report.executor(), report);
    heardNanos.put(report.executor(), nowNanos);
    return new QuotaShare(live(nowNanos));
  }

  /** An executor is lost. What it had done stays done. */
  synchronized void lost(String executor) {
    heardNanos.remove(executor);
  }

  private int live(long nowNanos) {
    heardNanos.values().removeIf(heard -> nowNanos - heard > SILENCE.toNanos());
    return heardNanos.size();
  }

  /** Outcomes of all executors that there were. */
  public synchronized long done() {
    return reports.values().stream().mapToLong(WorkReport::done).sum();
  }

  /** Outcomes of one executor; 0 if it never told. */
  synchronized long doneBy(String executor) {
    WorkReport report = reports.get(executor);
    return report == null ? 0 : report.done();
  }

  /** Those of them that are no answers. */
  public synchronized long failed() {
    return reports.values().stream().mapToLong(WorkReport::failed).sum();
  }

  /** LM calls under way, as far as is known. */
  public synchronized int callsInFlight() {
    return heardNanos.keySet().stream()
        .map(reports::get)
        .mapToInt(report -> report == null ? 0 : report.callsInFlight())
        .sum();
  }
}
