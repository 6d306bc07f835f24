package org.dspybench.batch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.batch.Outcome.Source;
import org.jspecify.annotations.Nullable;

/**
 * Answers a question once, however often a batch asks it. Remembers what is in flight, and answers
 * as far as there is room; never a failure, which only those share that waited for it.
 */
final class Deduplication {

  private static final long MAX_BYTES = 16L << 20;

  // Not in the cache too: with each answer that comes, Caffeine walks past all that are to come.
  private final ConcurrentMap<Question, CompletableFuture<Outcome>> inFlight =
      new ConcurrentHashMap<>();

  private final Cache<Question, Answered> answers = cache(MAX_BYTES);

  /** A cache of answers from earlier batches, of about that size. */
  static Cache<Question, Answered> cache(long maxBytes) {
    return Caffeine.newBuilder()
        .executor(Runnable::run)
        .maximumWeight(maxBytes)
        .weigher((Question question, Answered answer) -> bytes(question, answer))
        .build();
  }

  /** What became of the question, which is predicted only if it is not known and not in flight. */
  CompletableFuture<Outcome> once(
      long index, Question question, Supplier<CompletableFuture<Outcome>> prediction) {
    CompletableFuture<Outcome> asked = new CompletableFuture<>();
    @Nullable CompletableFuture<Outcome> before = inFlight.putIfAbsent(question, asked);
    if (before != null) {
      return before.thenApply(original -> copy(original, index, question));
    }
    @Nullable Answered known = answers.getIfPresent(question);
    CompletableFuture<Outcome> outcome =
        known != null
            ? CompletableFuture.completedFuture(answered(known, index, question, Source.DUPLICATE))
            : prediction.get();
    return outcome.whenComplete((end, never) -> landed(question, asked, end));
  }

  private void landed(Question question, CompletableFuture<Outcome> asked, Outcome outcome) {
    if (outcome instanceof Answered answer && answer.source() == Source.PREDICTED) {
      answers.put(question, answer);
    }
    inFlight.remove(question, asked);
    asked.complete(outcome);
  }

  /** The outcome of one question as that of another, for which no worker was busy. */
  static Outcome copy(Outcome original, long index, Question question) {
    if (original instanceof Answered answered) {
      return answered(answered, index, question, Source.DUPLICATE);
    }
    if (original instanceof Outcome.Failed failed) {
      return new Outcome.Failed(
          index,
          question,
          failed.kind(),
          failed.attempts(),
          failed.message(),
          failed.traceback(),
          Duration.ZERO,
          Duration.ZERO);
    }
    Stop stop = original instanceof Outcome.TimedOut ? Stop.TIMED_OUT : Stop.CANCELLED;
    return stop.outcome(index, question, Duration.ZERO, Duration.ZERO);
  }

  /** An answer as that to another question, for which no worker was busy. */
  static Answered answered(Answered original, long index, Question question, Source source) {
    return new Answered(index, question, original.fields(), source, Duration.ZERO, Duration.ZERO);
  }

  private static int bytes(Question question, Outcome outcome) {
    long fields = outcome instanceof Answered answered ? bytes(answered.fields()) : 0;
    return (int) Math.min(Integer.MAX_VALUE, 300 + bytes(question.inputs()) + fields);
  }

  /** About as much as a value takes: two bytes a character, and what objects cost. */
  private static long bytes(Object value) {
    if (value instanceof CharSequence text) {
      return 56 + 2L * text.length();
    }
    if (value instanceof Map<?, ?> map) {
      return 64
          + map.entrySet().stream()
              .mapToLong(entry -> 64 + bytes(entry.getKey()) + bytes(entry.getValue()))
              .sum();
    }
    if (value instanceof Collection<?> list) {
      return 56 + list.stream().mapToLong(item -> 8 + bytes(Optional.ofNullable(item))).sum();
    }
    return 24;
  }
}
