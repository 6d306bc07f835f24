package org.dspybench.python;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.dspybench.lm.LmCalls;

/**
 * The board of a loop that hands what waits, chunk after chunk, to {@code dspy.Parallel}, whose
 * threads make the predictions. They are threads of Python, and each that calls Java leaves an
 * entry for a thread behind in the JVM when it has ended, because Jep does not detach it.
 */
public final class ParallelBoard implements Board {

  /** A chunk is whole when for so long nothing has been added to it. */
  private static final long LULL_MILLIS = 2;

  private final LmCalls calls;
  private final int threads;
  private final LinkedBlockingQueue<Optional<Task>> line = new LinkedBlockingQueue<>();
  private final Map<Long, Task> chunk = new ConcurrentHashMap<>();
  private final Map<Long, Begun> underWay = new ConcurrentHashMap<>();
  private final LongAdder cpuNanos = new LongAdder();
  private volatile boolean closed;
  private volatile Optional<Throwable> broken = Optional.empty();
  private long numbered;

  /**
   * Makes a board.
   *
   * @param threads how many {@code dspy.Parallel} is to use
   */
  ParallelBoard(LmCalls calls, int threads) {
    this.calls = calls;
    this.threads = threads;
  }

  /** How many threads {@code dspy.Parallel} is to use. */
  public int threads() {
    return threads;
  }

  /** With the CPU time that its thread had used before. */
  private record Begun(Task.Begun prediction, long cpuNanosBefore) {}

  /**
   * Waits for predictions, and returns all that wait, as messages. Called by the loop.
   *
   * @throws InterruptedException never in the loop's thread, which nobody interrupts
   */
  public String take() throws InterruptedException {
    StringBuilder messages = new StringBuilder();
    for (Optional<Task> next = line.take();
        next != null;
        next = line.poll(LULL_MILLIS, TimeUnit.MILLISECONDS)) {
      next.map(this::numbered).orElse(Message.END).appendTo(messages);
    }
    return messages.toString();
  }

  private Message numbered(Task task) {
    long number = numbered++;
    chunk.put(number, task);
    return new Message(Message.Kind.PREDICTION, number, task.inputs());
  }

  /**
   * A prediction begins on the calling thread, whose calls are made for it from now on.
   *
   * @return whether it is still wanted; if not, it is not to be made, nor replied to
   */
  public boolean begin(long prediction) {
    Task task = chunk.remove(prediction);
    if (task == null || task.reply().isDone()) {
      return false;
    }
    Begun begun = new Begun(task.begin(), currentCpuNanos());
    underWay.put(prediction, begun);
    calls.enter(begun.prediction.context());
    return true;
  }

  /** Ends a prediction, on the thread that began it, with what {@code worker.py} wrote. */
  public void reply(long prediction, String envelope) {
    calls.leave();
    Begun begun = underWay.remove(prediction);
    if (begun != null) {
      cpuNanos.add(currentCpuNanos() - begun.cpuNanosBefore);
      begun.prediction.end(envelope);
    }
  }

  /** Read by the thread itself: another one could meet it when it has ended, and crash the JVM. */
  private static long currentCpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Override
  public void add(Task task) {
    line.add(Optional.of(task));
    if (closed) {
      // It may stand behind the end of the line, where nobody would take it.
      task.turnAway(broken);
    }
  }

  @Override
  public void close() {
    closed = true;
    turnAwayAll();
    line.add(Optional.empty());
  }

  @Override
  public void abandon(Throwable reason) {
    broken = closed ? Optional.empty() : Optional.of(reason);
    closed = true;
    turnAwayAll();
    underWay.values().forEach(left -> left.prediction.fail(reason));
    underWay.clear();
  }

  private void turnAwayAll() {
    List<Optional<Task>> waiting = new ArrayList<>();
    line.drainTo(waiting);
    waiting.stream().flatMap(Optional::stream).forEach(task -> task.turnAway(broken));
    chunk.values().forEach(task -> task.turnAway(broken));
  }

  @Override
  public Duration cpuTimeOfOthers() {
    return Duration.ofNanos(cpuNanos.sum());
  }
}
