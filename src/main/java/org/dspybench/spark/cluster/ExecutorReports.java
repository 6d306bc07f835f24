package org.dspybench.spark.cluster;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.apache.spark.api.plugin.PluginContext;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.spark.metrics.ThisExecutor;

/**
 * Tells the driver twice a second how far this executor is, and sets its predictor to the share of
 * the quota that the driver answers with. Silent while no task runs: then others have the share.
 */
final class ExecutorReports implements AutoCloseable {

  private static final long APART_MILLIS = 500;

  private final Optional<CallLimit.Rate> clusterRate;
  private final Supplier<Optional<BatchPredictor>> predictor;
  private final LongAdder done = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final ScheduledExecutorService timer;
  private volatile boolean paused;
  private int executors;

  /**
   * Nothing is told yet.
   *
   * @param predictor the predictor, once there is one
   */
  ExecutorReports(PredictorRecipe recipe, Supplier<Optional<BatchPredictor>> predictor) {
    this.clusterRate = recipe.clusterRate();
    this.predictor = predictor;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "spark-reports");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Tells the driver of a predictor, and goes on doing so. */
  void begin(BatchPredictor opened) {
    Optional<PluginContext> line = ExecutorSide.line();
    if (line.isEmpty()) {
      return;
    }
    tell(line.get(), opened);
    var unused =
        timer.scheduleWithFixedDelay(
            () -> predictor.get().ifPresent(known -> tryToTell(line.get(), known)),
            APART_MILLIS,
            APART_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** An executor that does not reach the driver keeps its share; Spark ends it if that lasts. */
  private void tryToTell(PluginContext line, BatchPredictor known) {
    if (!paused) {
      try {
        tell(line, known);
      } catch (RuntimeException unreachable) {
        // The next report may get through.
      }
    }
  }

  private synchronized void tell(PluginContext line, BatchPredictor known) {
    WorkReport report =
        new WorkReport(ThisExecutor.id(), done.sum(), failed.sum(), known.callsInFlight());
    QuotaShare share = ask(line, report);
    if (share.executors() != executors) {
      executors = share.executors();
      clusterRate.ifPresent(whole -> known.changeRate(share.of(whole)));
    }
  }

  private static QuotaShare ask(PluginContext line, WorkReport report) {
    try {
      return new QuotaShare((Integer) line.ask(report.message()));
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      // Declared by no one, but Scala throws what it likes.
      throw new IllegalStateException("the driver cannot be asked", e);
    }
  }

  void count(boolean answered) {
    done.increment();
    if (!answered) {
      failed.increment();
    }
  }

  /** No task runs, or one does again. */
  void pauseIf(boolean idle) {
    paused = idle;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
