package org.dspybench.spark;

import org.apache.spark.ExceptionFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.jspecify.annotations.Nullable;

/**
 * Ends a job as soon as an executor says that it cannot ask questions, or one after the other ends
 * before there is an outcome: other attempts would find the same nodes, and Spark would make many.
 */
final class FitnessWatch extends SparkListener {

  private static final int LOST_IN_VAIN = 4;

  private final SparkContext context;
  private final String jobGroup;
  private volatile @Nullable String problem;
  private long doneBefore;
  private int lostInVain;

  FitnessWatch(SparkContext context, String jobGroup) {
    this.context = context;
    this.jobGroup = jobGroup;
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
    long done = DriverSide.executors().map(LiveExecutors::done).orElse(0L);
    lostInVain = done > doneBefore ? 0 : lostInVain + 1;
    doneBefore = done;
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
  RuntimeException explain(Exception failure) {
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
