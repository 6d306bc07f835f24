package org.dspybench.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.function.VoidFunction;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.Delivery;
import org.dspybench.batch.Outcome;
import org.dspybench.job.OutcomeJson;
import org.dspybench.spark.checkpoint.CheckpointPaths;
import org.dspybench.spark.checkpoint.ClusterFiles;
import org.dspybench.spark.checkpoint.JournalFolder;
import org.dspybench.spark.checkpoint.JournalWriter;
import org.dspybench.spark.checkpoint.PartQuestions;
import org.dspybench.spark.cluster.ExecutorPredictor;
import org.dspybench.spark.cluster.PredictorRecipe;
import org.dspybench.spark.metrics.ClusterCounters;
import org.dspybench.spark.metrics.ExecutorFigures;
import org.dspybench.spark.metrics.FiguresByExecutor;

/**
 * Asks what is left of a part of the questions, and journals each outcome as it comes. Holds a few
 * questions for each worker, and eight bytes for each that is finished.
 */
final class PartTask implements VoidFunction<Iterator<String>> {

  private static final long serialVersionUID = 1L;

  private final PredictorRecipe recipe;
  private final String checkpoint;
  private final boolean retryFailed;
  private final boolean tracebacks;
  private final ClusterFiles clusterFiles;
  private final FiguresByExecutor figures;
  private final ClusterCounters counters;

  PartTask(
      CheckpointPaths checkpoint,
      SparkOptions options,
      PredictorRecipe recipe,
      ClusterFiles clusterFiles,
      FiguresByExecutor figures,
      ClusterCounters counters) {
    this.recipe = recipe;
    this.checkpoint = checkpoint.root().toString();
    this.retryFailed = options.retryFailed();
    this.tracebacks = options.tracebacks();
    this.clusterFiles = clusterFiles;
    this.figures = figures;
    this.counters = counters;
  }

  @Override
  public void call(Iterator<String> parts) throws IOException {
    while (parts.hasNext()) {
      ask(parts.next());
    }
  }

  private void ask(String part) throws IOException {
    CheckpointPaths paths = new CheckpointPaths(checkpoint);
    Path questionFile = paths.questions(part);
    FileSystem files = clusterFiles.of(questionFile);
    JournalFolder journal = new JournalFolder(files, paths.outcomes(part));
    try (PartQuestions questions =
            PartQuestions.open(files, questionFile, journal.finished(retryFailed));
        JournalWriter writer = new JournalWriter(files, journal)) {
      // A part with nothing left needs no Python.
      if (questions.hasNext()) {
        ask(questions, writer);
      }
    }
  }

  private void ask(PartQuestions questions, JournalWriter writer) {
    OutcomeJson json = new OutcomeJson(tracebacks, recipe.endpoint());
    ExecutorFigures measured = new ExecutorFigures();
    ExecutorPredictor executor = ExecutorPredictor.take(recipe);
    try {
      BatchMetrics metrics =
          executor
              .predictor()
              .predictStream(
                  questions,
                  Delivery.AS_COMPLETED,
                  outcome -> {
                    long index = questions.take(outcome.index());
                    if (!(outcome instanceof Outcome.Cancelled)) {
                      keep(writer, json.write(index, outcome));
                      measured.latency(outcome.latency());
                      counters.count(outcome);
                      executor.count(outcome instanceof Outcome.Answered);
                    }
                  });
      requireAll(metrics);
      measured.add(metrics, System.currentTimeMillis());
      figures.add(measured);
      counters.count(metrics.calls());
    } finally {
      executor.release();
    }
  }

  private static void keep(JournalWriter writer, String line) {
    try {
      writer.append(line);
    } catch (IOException e) {
      throw new UncheckedIOException("an outcome cannot be written to the checkpoint", e);
    }
  }

  private static void requireAll(BatchMetrics metrics) {
    if (metrics.counts().cancelled() > 0) {
      throw new IllegalStateException(
          "the task was ended before %d questions had an outcome"
              .formatted(metrics.counts().cancelled()));
    }
  }
}
