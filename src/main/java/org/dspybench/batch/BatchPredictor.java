package org.dspybench.batch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.dspybench.lm.LmClient;
import org.dspybench.python.PythonEnvironment;
import org.dspybench.python.PythonException;
import org.dspybench.python.PythonWorkers;
import org.dspybench.python.Reply;
import org.dspybench.python.SessionSettings;

/**
 * Runs a DSPy program on batches of questions. Every question gets an outcome, in the order asked;
 * one that fails never fails the batch.
 *
 * <pre>{@code
 * var endpoint = new Endpoint(URI.create("https://api.openai.com/v1"), "gpt-4o-mini", "OPENAI_API_KEY");
 * try (var predictor = BatchPredictor.open(BatchOptions.to(endpoint).workers(50).build())) {
 *   BatchResult result = predictor.predictBatch(questions);
 * }
 * }</pre>
 *
 * <p>Thread-safe; batches that run at once share the workers. The owner closes it.
 */
public final class BatchPredictor implements AutoCloseable {

  private final LmClient client;
  private final PythonWorkers workers;

  private BatchPredictor(LmClient client, PythonWorkers workers) {
    this.client = client;
    this.workers = workers;
  }

  /**
   * Starts Python if this JVM has not yet, loads the program and starts the workers.
   *
   * @throws org.dspybench.python.PythonUnavailableException when there is no usable Python
   *     environment
   * @throws PythonException when DSPy or the program cannot be loaded
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
            options.retry().maxAttempts() - 1,
            options.temperature(),
            options.maxTokens());
    LmClient client = new LmClient(options.endpoint(), options.timeout(), options.retry());
    try {
      return new BatchPredictor(
          client, PythonWorkers.start(environment, settings, client, options.workers()));
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /** Predicts one question after another, each handed over when the one before is done. */
  public BatchResult predictSequential(List<Question> questions) {
    long begin = System.nanoTime();
    List<Reply> replies = new ArrayList<>(questions.size());
    for (Question question : questions) {
      replies.add(workers.predict(question.inputs()).join());
    }
    return result(questions, replies, begin);
  }

  /** Predicts as many questions at once as there are workers. */
  public BatchResult predictBatch(List<Question> questions) {
    long begin = System.nanoTime();
    List<CompletableFuture<Reply>> pending =
        questions.stream().map(question -> workers.predict(question.inputs())).toList();
    return result(questions, pending.stream().map(CompletableFuture::join).toList(), begin);
  }

  /** CPU time of the worker threads since they started. */
  public Duration workerCpuTime() {
    return workers.cpuTime();
  }

  private static BatchResult result(List<Question> questions, List<Reply> replies, long begin) {
    Duration makespan = Duration.ofNanos(System.nanoTime() - begin);
    List<Outcome> outcomes = new ArrayList<>(questions.size());
    for (int i = 0; i < questions.size(); i++) {
      outcomes.add(outcome(questions.get(i), replies.get(i)));
    }
    return new BatchResult(
        outcomes, BatchMetrics.of(replies.stream().map(Reply::timing).toList(), makespan));
  }

  private static Outcome outcome(Question question, Reply reply) {
    Reply.Timing timing = reply.timing();
    Duration latency = Duration.ofNanos(timing.finished() - timing.started());
    Duration waited = Duration.ofNanos(timing.started() - timing.submitted());
    if (reply instanceof Reply.Returned returned) {
      return new Outcome.Answered(question, returned.fields(), latency, waited);
    }
    PythonException exception = ((Reply.Raised) reply).exception();
    return new Outcome.Failed(
        question,
        exception.kind(),
        exception.attempts(),
        String.valueOf(exception.getMessage()),
        exception.traceback(),
        latency,
        waited);
  }

  /**
   * Ends the workers when they are done with the question at hand. Batches still running end with a
   * {@link java.util.concurrent.CancellationException}.
   */
  @Override
  public void close() {
    workers.close();
    client.close();
  }
}
