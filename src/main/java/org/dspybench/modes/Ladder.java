package org.dspybench.modes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.dspybench.batch.BatchMetrics;

/**
 * The same batch with more and more workers.
 *
 * @param steps the first one sequential; worker counts ascend
 */
public record Ladder(List<Step> steps) {

  /** Less gain than this is none: it is what two runs of the same differ by. */
  static final double WORTHWHILE = 0.05;

  private static final JsonMapper JSON = new JsonMapper();

  /** Keeps an immutable copy. */
  public Ladder {
    steps = List.copyOf(steps);
  }

  /**
   * A rung.
   *
   * @param workers predictions at once
   * @param metrics what was measured
   */
  public record Step(int workers, BatchMetrics metrics) {

    /**
     * Whether it answers so much more per second than a lower one that it was worth the workers.
     */
    boolean paysOver(Step lower) {
      return metrics.throughput() >= lower.metrics.throughput() * (1 + WORTHWHILE);
    }
  }

  /** The baseline of speedup and efficiency: one question after another. */
  public BatchMetrics sequential() {
    return steps.get(0).metrics();
  }

  /** Most questions answered per second on any step. */
  public double bestThroughput() {
    return steps.stream().mapToDouble(step -> step.metrics().throughput()).max().orElse(0);
  }

  /** The smallest number of workers whose throughput is within 5 % of the best. */
  public int optimalWorkers() {
    double enough = bestThroughput() * (1 - WORTHWHILE);
    return steps.stream()
        .filter(step -> step.metrics().throughput() >= enough)
        .mapToInt(Step::workers)
        .findFirst()
        .orElseThrow();
  }

  /** Everything that was measured, as JSON: each step as {@link BatchMetrics#toJson} tells it. */
  public String toJson() {
    ObjectNode json = JSON.createObjectNode();
    json.put("optimalWorkers", optimalWorkers());
    ArrayNode array = json.putArray("steps");
    try {
      for (Step step : steps) {
        array.add(JSON.readTree(step.metrics().toJson(sequential())));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metrics are JSON", e);
    }
    return json.toPrettyString() + "\n";
  }
}
