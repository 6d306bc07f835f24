package org.dspybench.spark.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.spark.metrics.ThisExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The predictor of this executor, which all its tasks share, because a JVM can have one interpreter
 * alone. Opened by the first task; one that could not be opened is told of at once by those that
 * follow. Thread-safe.
 */
public final class ExecutorPredictor {

  /** An interpreter is ready in some three seconds; what takes this long hangs. */
  private static final Duration LONGEST_START = Duration.ofMinutes(3);

  private static final Object LOCK = new Object();
  private static @Nullable ExecutorPredictor current;

  private final PredictorRecipe recipe;
  private final FutureTask<BatchPredictor> opening;
  private final ExecutorReports reports;
  private int tasks;

  private ExecutorPredictor(PredictorRecipe recipe) {
    this.recipe = recipe;
    this.opening = new FutureTask<>(this::open);
    this.reports = new ExecutorReports(recipe, this::ready);
  }

  /**
   * The predictor for a recipe. Whoever takes it {@link #release}s it.
   *
   * @throws UnfitExecutorException if this executor cannot have one
   */
  public static ExecutorPredictor take(PredictorRecipe recipe) {
    ExecutorPredictor taken;
    synchronized (LOCK) {
      taken = current;
      if (taken == null || !taken.recipe.equals(recipe)) {
        taken = new ExecutorPredictor(recipe);
        closeIdle(current);
        current = taken;
        start(taken.opening);
      }
      taken.tasks++;
      taken.reports.pauseIf(false);
    }
    try {
      taken.await();
    } catch (RuntimeException e) {
      taken.release();
      throw e;
    }
    return taken;
  }

  /** A hung start must not hang the task, which waits for it on a thread of its own. */
  private static void start(Runnable opening) {
    Thread thread = new Thread(opening, "predictor-start");
    thread.setDaemon(true);
    thread.start();
  }

  private BatchPredictor open() {
    requireKey();
    CallLimit own =
        recipe.clusterRate().<CallLimit>map(QuotaShare::nothingYet).orElseGet(this::whole);
    BatchPredictor predictor = BatchPredictor.open(recipe.options(new CallLimit.Obedient(own)));
    try {
      reports.begin(predictor);
      return predictor;
    } catch (RuntimeException e) {
      predictor.close();
      throw e;
    }
  }

  private CallLimit whole() {
    return CallLimit.of(recipe.limit());
  }

  private void requireKey() {
    if (recipe.keyExpected() && System.getenv(recipe.apiKeyVariable()) == null) {
      throw new IllegalStateException(
          "the driver's environment has %s, but the executor's does not; set it on each node, or as a secret of the container"
              .formatted(recipe.apiKeyVariable()));
    }
  }

  private void await() {
    try {
      opening.get(LONGEST_START.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw unfit(String.valueOf((cause == null ? e : cause).getMessage()));
    } catch (TimeoutException e) {
      throw unfit("Python was not ready after " + LONGEST_START.toMinutes() + " minutes");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Python started", e);
    }
  }

  private static UnfitExecutorException unfit(String problem) {
    return new UnfitExecutorException(
        "%s: %s; each node needs a Python environment, its own by --python, or one that travels with --archives"
            .formatted(ThisExecutor.name(), problem.lines().findFirst().orElse("")));
  }

  /** The predictor, once it is open. */
  public BatchPredictor predictor() {
    return ready().orElseThrow();
  }

  private Optional<BatchPredictor> ready() {
    try {
      return opening.isDone() ? Optional.of(opening.get()) : Optional.empty();
    } catch (ExecutionException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Counts an outcome, for the reports to the driver. */
  public void count(boolean answered) {
    reports.count(answered);
  }

  /** A task has no more to ask. */
  public void release() {
    synchronized (LOCK) {
      tasks--;
      reports.pauseIf(tasks == 0);
      if (current != this) {
        closeIdle(this);
      }
    }
  }

  private static void closeIdle(@Nullable ExecutorPredictor predictor) {
    if (predictor != null && predictor.tasks == 0) {
      predictor.close();
    }
  }

  private void close() {
    reports.close();
    ready().ifPresent(BatchPredictor::close);
  }

  /** The executor ends. */
  static void shutDown() {
    synchronized (LOCK) {
      if (current != null) {
        current.close();
        current = null;
      }
    }
  }
}
