package org.dspybench.spark.dataset;

import java.io.IOException;
import java.util.Collections;
import java.util.Iterator;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.TaskCompletionListener;
import org.dspybench.spark.checkpoint.CheckpointPaths;
import org.dspybench.spark.checkpoint.ClusterFiles;
import org.dspybench.spark.checkpoint.JournalFolder;
import org.dspybench.spark.checkpoint.LatestOutcomes;

/** Reads the outcomes of parts, a line of JSON for each question that has one. */
final class OutcomeLines implements FlatMapFunction<Iterator<String>, String> {

  private static final long serialVersionUID = 1L;

  private final String checkpoint;
  private final ClusterFiles clusterFiles;

  OutcomeLines(String checkpoint, ClusterFiles clusterFiles) {
    this.checkpoint = checkpoint;
    this.clusterFiles = clusterFiles;
  }

  @Override
  public Iterator<String> call(Iterator<String> parts) throws IOException {
    // There are as many partitions as parts.
    if (!parts.hasNext()) {
      return Collections.emptyIterator();
    }
    Path folder = new CheckpointPaths(checkpoint).outcomes(parts.next());
    LatestOutcomes outcomes = LatestOutcomes.of(new JournalFolder(clusterFiles.of(folder), folder));
    TaskContext.get()
        .addTaskCompletionListener((TaskCompletionListener) context -> close(outcomes));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return outcomes.hasNext();
      }

      @Override
      public String next() {
        return outcomes.next().json();
      }
    };
  }

  private static void close(LatestOutcomes outcomes) {
    try {
      outcomes.close();
    } catch (IOException e) {
      // What was wanted has been read.
    }
  }
}
