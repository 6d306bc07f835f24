package org.dspybench.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.dspybench.python.Reply.Timing;

/**
 * What was measured while a batch ran.
 *
 * @param makespan from handing over the first question to the end of the last
 * @param latency how long a worker was busy with a question
 * @param inFlightMean predictions that were running, averaged over the makespan
 * @param inFlightPeak most predictions that were running at once
 * @param queueDepthMean questions that waited for a worker, averaged over the makespan
 */
public record BatchMetrics(
    Duration makespan,
    LatencySummary latency,
    double inFlightMean,
    int inFlightPeak,
    double queueDepthMean) {

  /**
   * Both means follow from Little's law: what questions spent in a place, summed, is the average
   * number in it times the makespan (J. D. C. Little, 1961).
   */
  static BatchMetrics of(Collection<Timing> timings, Duration makespan) {
    Histogram latencies = new Histogram(3);
    long running = 0;
    long waiting = 0;
    for (Timing timing : timings) {
      long busy = timing.finished() - timing.started();
      latencies.recordValue(TimeUnit.NANOSECONDS.toMicros(busy));
      running += busy;
      waiting += timing.started() - timing.submitted();
    }
    double span = Math.max(1, makespan.toNanos());
    return new BatchMetrics(
        makespan,
        LatencySummary.ofMicros(latencies),
        running / span,
        peak(timings),
        waiting / span);
  }

  private static int peak(Collection<Timing> timings) {
    record Step(long at, int change) {}
    List<Step> steps = new ArrayList<>();
    for (Timing timing : timings) {
      steps.add(new Step(timing.started(), 1));
      steps.add(new Step(timing.finished(), -1));
    }
    // Differences, because the origin of the clock may let it overflow; an end before a start.
    steps.sort(
        (a, b) -> a.at == b.at ? Integer.compare(a.change, b.change) : Long.signum(a.at - b.at));
    int now = 0;
    int peak = 0;
    for (Step step : steps) {
      now += step.change;
      peak = Math.max(peak, now);
    }
    return peak;
  }
}
