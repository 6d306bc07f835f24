package org.dspybench.spark.cluster;

import java.util.HashSet;
import java.util.Set;
import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.jspecify.annotations.Nullable;

/**
 * Ends a job as soon as an executor says that it cannot ask questions, or one after the other ends
 * before there is an outcome: other attempts would find the same nodes, and Spark would make many.
 */
public final class FitnessWatch extends SparkListener {

  private static final int LOST_IN_VAIN = 4;

  private final SparkContext context;
  private final String jobGroup;
  private volatile @Nullable String problem;
  private final Set<String> begun = new HashSet<>();
  private int lostInVain;

  public FitnessWatch(SparkContext context, String jobGroup) {
    this.context = context;
    this.jobGroup = jobGroup;
  }

  @Override
  public void onTaskStart(SparkListenerTaskStart started) {
    begun.add(started.taskInfo().executorId());
  }

  @Override
  public void onTaskEnd(SparkListenerTaskEnd ended) {
    if (ended.taskInfo().successful()) {
      lostInVain = 0;
    } else if (ended.reason() instanceof ExceptionFailure failure
        && failure.className().equals(UnfitExecutorException.class.getName())) {
      end(failure.description());
    }
  }

  @Override
  public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
    String executor = removed.executorId();
    long done = DriverSide.executors().map(all -> all.doneBy(executor)).orElse(0L);
    boolean hadNothingToDo = !begun.contains(executor);
    lostInVain = done > 0 || hadNothingToDo ? 0 : lostInVain + 1;
    if (lostInVain == LOST_IN_VAIN) {
      end(
          "executors end before they have an outcome, the last with '%s'; their logs say more"
              .formatted(removed.reason().lines().findFirst().orElse("")));
    }
  }

  private void end(String reason) {
    if (problem == null) {
      problem = reason;
      context.cancelJobGroup(jobGroup);
    }
  }

  /** Why the job ended, where it was not this watch that ended it. */
  public RuntimeException explain(Exception failure) {
    String ended = problem;
    if (ended != null) {
      return new UnfitExecutorException(ended);
    }
    if (failure instanceof RuntimeException known) {
      return known;
    }
    return new IllegalStateException(failure);
  }
}
