package org.dspybench.batch;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Questions read on one thread, and their outcomes delivered on another. Between the two are never
 * more than a window of them: a consumer that is slow slows the reading down, and memory is bounded
 * whatever the length.
 */
final class OutcomeStream {

  private final BatchRun run;
  private final Iterator<Question> questions;
  private final Delivery delivery;
  private final Semaphore window;
  private final Object handOver = new Object();

  /** Outcomes as they come; an empty one tells that there may be no more. */
  private final BlockingQueue<Optional<Outcome>> completed = new LinkedBlockingQueue<>();

  private long submitted;
  private boolean closed;
  private @Nullable Throwable readFailure;

  OutcomeStream(BatchRun run, Iterator<Question> questions, Delivery delivery, int window) {
    this.run = run;
    this.questions = questions;
    this.delivery = delivery;
    this.window = new Semaphore(window);
  }

  /**
   * Reads all questions and delivers all outcomes, on the calling thread. When the run is stopped,
   * nothing more is read, and what was read is delivered. So it is when the calling thread is
   * interrupted, which cancels the run.
   *
   * @return how many questions were read
   */
  long deliverTo(Consumer<Outcome> consumer) {
    Thread reader = new Thread(this::read, "batch-reader");
    reader.setDaemon(true);
    reader.start();
    CompletableFuture<?> unused = run.stopped().thenRun(this::close);
    boolean interrupted = false;
    Map<Long, Outcome> early = new HashMap<>();
    long delivered = 0;
    try {
      while (!isAllDelivered(delivered)) {
        try {
          Optional<Outcome> next = completed.take();
          if (next.isPresent()) {
            delivered += deliver(next.get(), delivered, early, consumer);
          }
        } catch (InterruptedException e) {
          interrupted = true;
          run.stop(Stop.CANCELLED);
        }
      }
    } finally {
      reader.interrupt();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    rethrowReadFailure();
    return delivered;
  }

  private int deliver(
      Outcome outcome, long delivered, Map<Long, Outcome> early, Consumer<Outcome> consumer) {
    if (delivery == Delivery.AS_COMPLETED) {
      return deliver(outcome, consumer);
    }
    early.put(outcome.index(), outcome);
    int count = 0;
    for (Outcome next = early.remove(delivered);
        next != null;
        next = early.remove(delivered + count)) {
      count += deliver(next, consumer);
    }
    return count;
  }

  private int deliver(Outcome outcome, Consumer<Outcome> consumer) {
    consumer.accept(outcome);
    window.release();
    return 1;
  }

  private void read() {
    try {
      while (true) {
        window.acquire();
        if (!questions.hasNext() || !submit(questions.next())) {
          break;
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      synchronized (handOver) {
        readFailure = e;
      }
    }
    close();
  }

  /** Returns whether another question is welcome. */
  private boolean submit(Question question) {
    long index;
    synchronized (handOver) {
      if (closed) {
        return false;
      }
      index = submitted++;
    }
    CompletableFuture<?> unused =
        run.submit(index, question).thenAccept(outcome -> completed.add(Optional.of(outcome)));
    return true;
  }

  private void close() {
    synchronized (handOver) {
      closed = true;
    }
    completed.add(Optional.empty());
  }

  private boolean isAllDelivered(long delivered) {
    synchronized (handOver) {
      return closed && delivered == submitted;
    }
  }

  private void rethrowReadFailure() {
    synchronized (handOver) {
      if (readFailure instanceof Error error) {
        throw error;
      }
      if (readFailure instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
