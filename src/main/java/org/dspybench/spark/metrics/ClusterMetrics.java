package org.dspybench.spark.metrics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.dspybench.batch.BatchMetrics;

/**
 * What a job measured over all its executors. Tasks that were lost with their executor are not in
 * it, though their outcomes are in the output.
 *
 * @param makespan from the start of the first task to the end of the last, by the driver's clock
 * @param workers of each executor
 * @param figures by executor, as {@link ThisExecutor#name} calls them
 */
public record ClusterMetrics(Duration makespan, int workers, Map<String, ExecutorFigures> figures) {

  private static final JsonMapper JSON = new JsonMapper();

  public ClusterMetrics {
    figures = new TreeMap<>(figures);
  }

  /** Questions asked. */
  public long asked() {
    return figures.values().stream().mapToLong(ExecutorFigures::questions).sum();
  }

  /** The figures of all executors as those of one batch. */
  public BatchMetrics total() {
    ExecutorFigures all = new ExecutorFigures();
    figures.values().forEach(all::add);
    return all.metrics(makespan, workers * Math.max(1, figures.size()));
  }

  /** Hands over the figures of each executor, over the time that it had something to do. */
  public void forEach(BiConsumer<String, BatchMetrics> taker) {
    figures.forEach(
        (executor, measured) -> taker.accept(executor, measured.metrics(measured.span(), workers)));
  }

  /** The JSON of a batch, in total, and once more for each executor in {@code executors}. */
  public String toJson() {
    try {
      ObjectNode json = (ObjectNode) JSON.readTree(total().toJson());
      ObjectNode executors = json.putObject("executors");
      for (Map.Entry<String, ExecutorFigures> entry : figures.entrySet()) {
        ExecutorFigures measured = entry.getValue();
        executors.set(
            entry.getKey(), JSON.readTree(measured.metrics(measured.span(), workers).toJson()));
      }
      return json.toPrettyString() + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metrics are written as JSON", e);
    }
  }
}
