package org.dspybench.spark.metrics;

import java.io.Serializable;
import org.apache.spark.SparkContext;
import org.apache.spark.util.LongAccumulator;
import org.dspybench.batch.Outcome;
import org.dspybench.lm.LmMetrics;

/** What Spark's own web page shows of a stage, by name. */
public record ClusterCounters(
    LongAccumulator answered,
    LongAccumulator unanswered,
    LongAccumulator requests,
    LongAccumulator retries,
    LongAccumulator rateLimited)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  public static ClusterCounters of(SparkContext context) {
    return new ClusterCounters(
        context.longAccumulator("questions answered"),
        context.longAccumulator("questions without an answer"),
        context.longAccumulator("LM requests"),
        context.longAccumulator("LM retries"),
        context.longAccumulator("rate-limit hits"));
  }

  public void count(Outcome outcome) {
    (outcome instanceof Outcome.Answered ? answered : unanswered).add(1);
  }

  public void count(LmMetrics calls) {
    requests.add(calls.requests());
    retries.add(calls.retries().values().stream().mapToLong(Long::longValue).sum());
    rateLimited.add(calls.rateLimited());
  }
}
