package org.dspybench.batch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.lm.CallContext;
import org.dspybench.lm.CallGroup;
import org.dspybench.python.Predictions;
import org.dspybench.python.Reply;
import org.jspecify.annotations.Nullable;

/** One batch while it runs: hands questions to the workers and watches over their deadlines. */
final class BatchRun {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Predictions predictions;
  private final ScheduledExecutorService timer;
  private final Optional<Cache<Question, Answered>> cache;
  private final Optional<Deduplication> deduplication;
  private final Optional<Duration> questionDeadline;
  private final Optional<Duration> batchDeadline;
  private final CallGroup group;
  private final RunRecorder recorder = new RunRecorder();
  private final long begin = System.nanoTime();
  private final Set<Prediction> outstanding = ConcurrentHashMap.newKeySet();
  private final CompletableFuture<Stop> stopped = new CompletableFuture<>();
  private final Optional<ScheduledFuture<?>> deadline;

  BatchRun(
      Predictions predictions,
      ScheduledExecutorService timer,
      Optional<Cache<Question, Answered>> cache,
      BatchOptions options) {
    this.predictions = predictions;
    this.timer = timer;
    this.cache = cache;
    this.deduplication =
        options.deduplicate() ? Optional.of(new Deduplication()) : Optional.empty();
    this.questionDeadline = options.questionDeadline();
    this.batchDeadline = options.batchDeadline();
    this.group = new CallGroup(options.retryReserve());
    this.deadline =
        batchDeadline.map(
            time ->
                timer.schedule(() -> stop(Stop.TIMED_OUT), time.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Ends what is left of the run. */
  void close() {
    stop(Stop.CANCELLED);
    deadline.ifPresent(watch -> watch.cancel(false));
  }

  RunRecorder recorder() {
    return recorder;
  }

  CallGroup group() {
    return group;
  }

  /** Completes when the batch is to end before its time. */
  CompletableFuture<Stop> stopped() {
    return stopped;
  }

  /** Ends all questions that have no outcome yet; those that follow end as they come. */
  void stop(Stop reason) {
    if (stopped.complete(reason)) {
      outstanding.forEach(prediction -> prediction.end(reason));
      group.cancel();
    }
  }

  /** Asks a question. The outcome is there at once where an earlier question had it. */
  CompletableFuture<Outcome> submit(long index, Question question) {
    @Nullable Answered known = cache.map(answers -> answers.getIfPresent(question)).orElse(null);
    CompletableFuture<Outcome> outcome =
        known != null
            ? CompletableFuture.completedFuture(
                Deduplication.answered(known, index, question, Outcome.Source.CACHE))
            : deduplication
                .map(once -> once.once(index, question, () -> predict(index, question)))
                .orElseGet(() -> predict(index, question));
    return outcome.whenComplete((end, never) -> recorder.count(end));
  }

  private CompletableFuture<Outcome> predict(long index, Question question) {
    Prediction prediction = new Prediction(index, question);
    outstanding.add(prediction);
    recorder.waits();
    CompletableFuture<Outcome> outcome =
        prediction.outcome().whenComplete((end, never) -> ended(prediction, end));
    if (stopped.isDone()) {
      prediction.end(stopped.join());
      return outcome;
    }
    try {
      handOver(prediction, JSON.writeValueAsString(question.inputs()));
    } catch (JsonProcessingException e) {
      prediction.fail(
          new IllegalArgumentException("not a value that JSON has: " + e.getOriginalMessage(), e));
    }
    return outcome;
  }

  private void handOver(Prediction prediction, String inputs) {
    CompletableFuture<Reply> reply = predictions.predict(inputs, () -> begin(prediction));
    prediction.endsWithOutcome(reply);
    CompletableFuture<?> unused =
        reply.whenComplete(
            (told, cancelled) -> {
              if (cancelled == null) {
                prediction.end(told, stopped.getNow(Stop.TIMED_OUT));
              } else {
                prediction.end(Stop.CANCELLED);
              }
            });
  }

  private CallContext begin(Prediction prediction) {
    leaveTheLine(prediction);
    CallContext context = context();
    prediction.begin(context);
    questionDeadline.ifPresent(
        deadline ->
            prediction.endsWithOutcome(
                timer.schedule(
                    () -> prediction.end(Stop.TIMED_OUT),
                    deadline.toNanos(),
                    TimeUnit.NANOSECONDS)));
    return context;
  }

  private CallContext context() {
    long now = System.nanoTime();
    Optional<Long> batch = batchDeadline.map(deadline -> begin + deadline.toNanos() - now);
    Optional<Long> question = questionDeadline.map(Duration::toNanos);
    if (batch.isEmpty() && question.isEmpty()) {
      return group.context();
    }
    long left = Math.min(batch.orElse(Long.MAX_VALUE), question.orElse(Long.MAX_VALUE));
    return group.lasting(Duration.ofNanos(Math.max(0, left)));
  }

  private void ended(Prediction prediction, Outcome outcome) {
    outstanding.remove(prediction);
    leaveTheLine(prediction);
    if (outcome instanceof Answered answered) {
      cache.ifPresent(answers -> answers.put(prediction.question(), answered));
    }
  }

  private void leaveTheLine(Prediction prediction) {
    if (prediction.leavesTheLine()) {
      recorder.waitsNoLonger();
    }
  }
}
