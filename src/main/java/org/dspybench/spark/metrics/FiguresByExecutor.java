package org.dspybench.spark.metrics;

import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.util.AccumulatorV2;

/** Gathers the figures of tasks, by the executor that they ran on. */
public final class FiguresByExecutor
    extends AccumulatorV2<ExecutorFigures, Map<String, ExecutorFigures>> {

  private static final long serialVersionUID = 1L;

  // Spark reads accumulators on its heartbeat's thread while a task adds to them.
  private final TreeMap<String, ExecutorFigures> figures = new TreeMap<>();

  @Override
  public synchronized boolean isZero() {
    return figures.isEmpty();
  }

  @Override
  public synchronized FiguresByExecutor copy() {
    FiguresByExecutor copy = new FiguresByExecutor();
    copy.addAll(figures);
    return copy;
  }

  @Override
  public synchronized void reset() {
    figures.clear();
  }

  /** Adds the figures of a task, on the executor that it ran on. */
  @Override
  public synchronized void add(ExecutorFigures task) {
    add(ThisExecutor.name(), task);
  }

  private void add(String executor, ExecutorFigures added) {
    figures.computeIfAbsent(executor, name -> new ExecutorFigures()).add(added);
  }

  private void addAll(Map<String, ExecutorFigures> others) {
    others.forEach(this::add);
  }

  @Override
  public synchronized void merge(
      AccumulatorV2<ExecutorFigures, Map<String, ExecutorFigures>> other) {
    addAll(other.value());
  }

  /** Figures by executor, as {@link ThisExecutor#name} calls them. */
  @Override
  public synchronized Map<String, ExecutorFigures> value() {
    Map<String, ExecutorFigures> value = new TreeMap<>();
    figures.forEach(
        (executor, known) -> {
          ExecutorFigures copy = new ExecutorFigures();
          copy.add(known);
          value.put(executor, copy);
        });
    return value;
  }
}
