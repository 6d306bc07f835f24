package org.dspybench.job;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.dspybench.batch.Question;
import org.dspybench.job.input.QuestionReader;
import org.jspecify.annotations.Nullable;

/**
 * The questions of an input for which something is left to do. Remembers those under way, which a
 * batch counts from 0 without the others. Read by one thread; {@link #take} may be called by
 * another.
 */
final class OpenQuestions implements Iterator<Question> {

  private final QuestionReader reader;
  private final JobOutput output;
  private final BooleanSupplier cancelled;
  private final Map<Long, AskedQuestion> underWay = new ConcurrentHashMap<>();
  private @Nullable AskedQuestion ahead;
  private long read;
  private long handedOut;
  private volatile boolean exhausted;
  private volatile boolean stopped;

  OpenQuestions(QuestionReader reader, JobOutput output, BooleanSupplier cancelled) {
    this.reader = reader;
    this.output = output;
    this.cancelled = cancelled;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null) {
      if (cancelled.getAsBoolean()) {
        stopped = true;
        return false;
      }
      if (!reader.hasNext()) {
        exhausted = true;
        return false;
      }
      Question question = reader.next();
      AskedQuestion next = AskedQuestion.of(read++, reader.line(), question);
      if (!output.isDone(next)) {
        ahead = next;
      }
    }
    return true;
  }

  @Override
  public Question next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException("no question is left");
    }
    AskedQuestion next = ahead;
    ahead = null;
    underWay.put(handedOut++, next);
    return next.question();
  }

  /** Questions read, those with nothing left to do included; once all were. */
  long read() {
    return read;
  }

  /** Whether all were handed out. */
  boolean isExhausted() {
    return exhausted;
  }

  /** Whether some were held back because the job is cancelled. */
  boolean isCancelled() {
    return stopped;
  }

  /** Forgets a question under way: the batch has its outcome. */
  AskedQuestion take(long indexInBatch) {
    AskedQuestion taken = underWay.remove(indexInBatch);
    if (taken == null) {
      throw new IllegalStateException("question " + indexInBatch + " is not under way");
    }
    return taken;
  }
}
