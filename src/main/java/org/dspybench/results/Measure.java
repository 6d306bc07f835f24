package org.dspybench.results;

/**
 * What the suite's profiler measures once per iteration, by the name of its secondary metric.
 *
 * <p>JMH fills in 0 for a secondary metric that an iteration did not report. Where a true value is
 * always above zero, a 0 is therefore read as absent.
 */
public enum Measure {
  /** Latency of a question, 25th percentile over the batch, in milliseconds. */
  LATENCY_P25("latency.p25", true),
  /** Latency of a question, median over the batch, in milliseconds. */
  LATENCY_P50("latency.p50", true),
  /** Latency of a question, 75th percentile over the batch, in milliseconds. */
  LATENCY_P75("latency.p75", true),
  /** Latency of a question, 90th percentile over the batch, in milliseconds. */
  LATENCY_P90("latency.p90", true),
  /** Latency of a question, 95th percentile over the batch, in milliseconds. */
  LATENCY_P95("latency.p95", true),
  /** Latency of a question, 99th percentile over the batch, in milliseconds. */
  LATENCY_P99("latency.p99", true),
  /** Latency of a question, 99.9th percentile over the batch, in milliseconds. */
  LATENCY_P999("latency.p99.9", true),
  /** The longest latency of a question, in milliseconds. */
  LATENCY_MAX("latency.max", true),
  /** Answers of the endpoint that said 429, as a count. */
  RATE_LIMITED("rate.limited", false),
  /** Calls repeated, as a count. */
  RETRIES("retries", false),
  /** Questions without an answer, as a count. */
  FAILURES("failures", false),
  /** Requests that the endpoint saw, as a count. */
  LM_CALLS("lm.calls", true),
  /** Hash of what the LM was asked, the same for the same prompts in whatever order. */
  WORKLOAD_HASH("workload.hash", true),
  /** Questions that were answered by the answer of another one, as a count. */
  DUPLICATES("duplicates", false),
  /** What a quota alone makes a batch last, in milliseconds. */
  QUOTA_BOUND("quota.bound", true),
  /** Time of a batch over {@link #QUOTA_BOUND}. */
  MAKESPAN_OVER_BOUND("makespan.over.bound", true),
  /** Share of all calls that were answered 429, in percent. */
  WASTED_SHARE("wasted.share", false),
  /** Share of the calls after the first two seconds that were answered 429, in percent. */
  WASTED_SHARE_LATE("wasted.share.late", false),
  /** Answers per second, those that said 429 left out. */
  GOODPUT("goodput", true),
  /** Time until the first outcome was delivered, in milliseconds. */
  FIRST_OUTCOME("outcome.first", true),
  /** Time until half of the outcomes were delivered, in milliseconds. */
  HALF_OF_OUTCOMES("outcome.half", true),
  /** Time until the last outcome was delivered, in milliseconds. */
  LAST_OUTCOME("outcome.last", true),
  /**
   * CPU time of the worker threads for each prediction, in milliseconds; without that of calls made
   * in Java, for which they give the interpreter up.
   */
  CPU_PER_PREDICTION("cpu.per.prediction", true),
  /** Share of time, 0 to 1, in which a thread that wanted the interpreter lock had to wait. */
  LOCK_CONTENTION("lock.contention", false),
  /** Mean latency of the calls as the simulator delivered it, in milliseconds. */
  SIMULATED_MEAN("simulated.realised.mean", false),
  /** Resident memory of the measured process, in MiB. */
  MEMORY("rss", true),
  /** Share of the machine's CPU time in which it was not idle, in percent. */
  CPU_BUSY("cpu.busy", false),
  /** CPU time that the hypervisor gave to other guests, in percent of the machine's. */
  STEAL("cpu.steal", false),
  /** Rate of the calls, in percent of the highest that the simulator was calibrated to have. */
  SIMULATOR_USE("simulator.use", true),
  /** Time from the first request of a job on a cluster to the last answer, in milliseconds. */
  CLUSTER_ASKING("cluster.asking", true),
  /** The rest of a job's time: its start, and what it writes, in milliseconds. */
  CLUSTER_STARTING("cluster.starting", true),
  /**
   * What a scheduler without overhead needs for the latencies of this iteration, taking the calls
   * in the order in which they arrived, in milliseconds.
   */
  IDEAL_MAKESPAN("ideal.makespan", true),
  /** What no scheduler can beat, whatever the order of the calls, in milliseconds. */
  IDEAL_BOUND("ideal.bound", true);

  private final String metricName;
  private final boolean zeroMeansAbsent;

  Measure(String metricName, boolean zeroMeansAbsent) {
    this.metricName = metricName;
    this.zeroMeansAbsent = zeroMeansAbsent;
  }

  /** The name of the secondary metric, without a leading dot. */
  public String metricName() {
    return metricName;
  }

  boolean isMeasured(double value) {
    return Double.isFinite(value) && (zeroMeansAbsent ? value > 0 : value >= 0);
  }
}
