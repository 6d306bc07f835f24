package org.dspybench.batch;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.dspybench.lm.LmMetrics;
import org.dspybench.python.FailureKind;

/**
 * What was measured while a batch ran. Whatever was not measured is absent.
 *
 * @param makespan from the start of the batch to its last outcome
 * @param workers predictions that could run at once
 * @param counts outcomes by what became of the questions
 * @param latency how long a worker was busy with a question
 * @param calls what the calls of the model came to, as far as the workers made them
 * @param callLatency duration of the attempts at calls alone, request to answer
 * @param callWait how long attempts waited for the limit on calls before they began
 * @param callsInFlight attempts under way
 * @param queueDepth questions that waited for a worker
 * @param residentPeakMebibytes the highest resident memory seen of this process, Python's included;
 *     empty where the system does not tell
 */
public record BatchMetrics(
    Duration makespan,
    int workers,
    Counts counts,
    LatencySummary latency,
    LmMetrics calls,
    LatencySummary callLatency,
    LatencySummary callWait,
    Level callsInFlight,
    Level queueDepth,
    OptionalDouble residentPeakMebibytes) {

  /**
   * Outcomes of a batch.
   *
   * @param predicted answers for which the program ran
   * @param duplicates answers shared with the same question earlier in the batch
   * @param cached answers from an earlier batch
   * @param failed failures by kind; no entry means none
   * @param timedOut questions whose deadline passed
   * @param cancelled questions that were given up
   */
  public record Counts(
      long predicted,
      long duplicates,
      long cached,
      Map<FailureKind, Long> failed,
      long timedOut,
      long cancelled) {

    /** Keeps an immutable copy. */
    public Counts {
      failed = Map.copyOf(failed);
    }

    /** Questions with an answer. */
    public long answered() {
      return predicted + duplicates + cached;
    }

    /** Questions without. */
    public long unanswered() {
      return failed.values().stream().mapToLong(Long::longValue).sum() + timedOut + cancelled;
    }

    /** All questions. */
    public long questions() {
      return answered() + unanswered();
    }
  }

  /** Questions answered per second; 0 for a batch without any. */
  public double throughput() {
    return counts.answered() / Math.max(1e-9, seconds(makespan));
  }

  /**
   * Share of the questions that were answered, from 0 to 1; empty for a batch without questions.
   */
  public OptionalDouble successRate() {
    return counts.questions() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) counts.answered() / counts.questions());
  }

  /**
   * How many times faster than a baseline, per question.
   *
   * @param baseline the same questions, predicted otherwise, such as one after another
   */
  public double speedupOver(BatchMetrics baseline) {
    return throughput() / baseline.throughput();
  }

  /** Speedup over a baseline, for each worker that the baseline did not have; 1 is the ideal. */
  public double efficiencyOver(BatchMetrics baseline) {
    return speedupOver(baseline) * baseline.workers / workers;
  }

  /**
   * Everything that was measured, as a JSON object. Fields that end in {@code Micros} are
   * microseconds; what was not measured is absent. The order of fields is fixed.
   */
  public String toJson() {
    return MetricsJson.write(this, Optional.empty());
  }

  /** As {@link #toJson()}, with speedup and efficiency over a baseline. */
  public String toJson(BatchMetrics baseline) {
    return MetricsJson.write(this, Optional.of(baseline));
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
