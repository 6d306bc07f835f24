package org.dspybench.batch;

import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.lm.LmCalls;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.python.Predictions;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.python.SessionSettings;

/**
 * Runs a DSPy program on batches of questions. Every question gets an outcome; one that fails never
 * fails the batch.
 *
 * <pre>{@code
 * var endpoint = new Endpoint(URI.create("https://api.openai.com/v1"), "gpt-4o-mini", "OPENAI_API_KEY");
 * try (var predictor = BatchPredictor.open(BatchOptions.to(endpoint).workers(50).build())) {
 *   BatchResult result = predictor.predictBatch(questions);
 * }
 * }</pre>
 *
 * <p>Thread-safe; batches that run at once share the workers and the limit on calls. The owner
 * closes it.
 */
public final class BatchPredictor implements AutoCloseable {

  /** Questions under way for each worker, so that none is idle while others are delivered. */
  private static final int AHEAD_AS_COMPLETED = 4;

  /** More where a slow question holds up the delivery of those behind it. */
  private static final int AHEAD_IN_ORDER = 16;

  private final BatchOptions options;
  private final LmCalls calls;
  private final Predictions predictions;
  private final ScheduledExecutorService timer = timer();
  private final Optional<Cache<Question, Answered>> cache;
  private final Set<BatchRun> running = ConcurrentHashMap.newKeySet();

  private BatchPredictor(BatchOptions options, LmCalls calls, Predictions predictions) {
    this.options = options;
    this.calls = calls;
    this.predictions = predictions;
    this.cache =
        options.cacheBytes() > 0
            ? Optional.of(Deduplication.cache(options.cacheBytes()))
            : Optional.empty();
  }

  /**
   * Starts Python if this JVM has not yet, loads the program and starts the workers.
   *
   * @throws org.dspybench.python.PythonUnavailableException when there is no usable Python
   *     environment
   * @throws org.dspybench.python.PythonException when DSPy or the program cannot be loaded
   */
  public static BatchPredictor open(BatchOptions options) {
    PythonEnvironment environment = PythonEnvironment.find(options.python());
    SessionSettings settings =
        new SessionSettings(
            options.program(),
            options.path(),
            options.transport(),
            options.endpoint(),
            options.timeout(),
            options.workers(),
            options.temperature(),
            options.maxTokens(),
            options.trims());
    LmCalls calls =
        new LmCalls(
            options.limit(), options.timeout(), options.retry(), options.maxTokens().orElse(0));
    try {
      return new BatchPredictor(
          options, calls, options.strategy().start(environment, settings, calls));
    } catch (RuntimeException e) {
      calls.close();
      throw e;
    }
  }

  /** Predicts one question after another, each handed over when the one before is done. */
  public BatchResult predictSequential(List<Question> questions) {
    try (RunScope scope = new RunScope()) {
      List<Outcome> outcomes = new ArrayList<>(questions.size());
      for (Question question : questions) {
        outcomes.add(scope.run.submit(outcomes.size(), question).join());
      }
      return new BatchResult(outcomes, scope.metrics(1));
    }
  }

  /** Predicts as many questions at once as there are workers. Outcomes are in the order asked. */
  public BatchResult predictBatch(List<Question> questions) {
    try (RunScope scope = new RunScope()) {
      List<Outcome> outcomes = new ArrayList<>(questions.size());
      new OutcomeStream(
              scope.run, questions.iterator(), Delivery.IN_ORDER, Math.max(1, questions.size()))
          .deliverTo(outcomes::add);
      // Those that were not handed over when the batch was stopped.
      for (int i = outcomes.size(); i < questions.size(); i++) {
        outcomes.add(scope.run.submit(i, questions.get(i)).join());
      }
      return new BatchResult(outcomes, scope.metrics(options.workers()));
    }
  }

  /**
   * Predicts questions without end, in bounded memory: they are read as their outcomes are
   * delivered, a few ahead. When the batch is cancelled or its deadline passes, nothing more is
   * read, and the outcomes of what was read are delivered.
   *
   * @param questions read on a thread of its own, and by one thread only
   * @param delivery the order of the outcomes
   * @param consumer takes the outcomes on the calling thread; one that is slow slows the reading
   *     down, and one that throws ends the batch
   * @return what was measured; its counts tell how many questions were read
   */
  public BatchMetrics predictStream(
      Iterator<Question> questions, Delivery delivery, Consumer<? super Outcome> consumer) {
    int ahead = delivery == Delivery.IN_ORDER ? AHEAD_IN_ORDER : AHEAD_AS_COMPLETED;
    try (RunScope scope = new RunScope()) {
      new OutcomeStream(scope.run, questions, delivery, ahead * options.workers())
          .deliverTo(consumer::accept);
      return scope.metrics(options.workers());
    }
  }

  /** As {@link #predictStream(Iterator, Delivery, Consumer)}; closes the stream of questions. */
  public BatchMetrics predictStream(
      Stream<Question> questions, Delivery delivery, Consumer<? super Outcome> consumer) {
    try (questions) {
      return predictStream(questions.iterator(), delivery, consumer);
    }
  }

  /**
   * The outcomes as a publisher. Each subscriber has a batch of its own, which begins when it
   * subscribes, reads as it requests, and is cancelled with its subscription.
   */
  public Flow.Publisher<Outcome> publisher(Iterable<Question> questions, Delivery delivery) {
    return new OutcomePublisher(this, questions, delivery);
  }

  /**
   * Ends all batches that run now. Their outstanding questions become {@link Outcome.Cancelled};
   * what is finished is kept. The predictor stays usable.
   */
  public void cancel() {
    running.forEach(run -> run.stop(Stop.CANCELLED));
  }

  /**
   * Lets LM calls start at another rate from now on; those in flight go on. For whoever divides one
   * quota among several predictors.
   *
   * @throws UnsupportedOperationException if the limit is none by rate
   */
  public void changeRate(CallLimit.Rate rate) {
    calls.limiter().changeRate(rate);
  }

  /** LM calls in flight now. */
  public int callsInFlight() {
    return calls.limiter().inFlight();
  }

  /**
   * CPU time of the worker threads since they started, without what calls of the transport java
   * cost them in Java: the time that they need the interpreter for.
   */
  public Duration workerCpuTime() {
    return predictions.cpuTime();
  }

  /** Cancels what runs, and ends the workers. */
  @Override
  public void close() {
    cancel();
    predictions.close();
    calls.close();
    timer.shutdownNow();
  }

  private static ScheduledExecutorService timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "batch-timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** A run from its beginning to its end, and what watches it meanwhile. */
  private final class RunScope implements AutoCloseable {

    final BatchRun run = new BatchRun(predictions, timer, cache, options);
    private final RunWatch watch;

    RunScope() {
      try {
        watch = RunWatch.begin(run, timer, options.intervalLog());
      } catch (RuntimeException e) {
        run.close();
        throw e;
      }
      running.add(run);
    }

    BatchMetrics metrics(int atOnce) {
      return watch.end(atOnce);
    }

    @Override
    public void close() {
      running.remove(run);
      run.close();
      watch.close();
    }
  }
}
