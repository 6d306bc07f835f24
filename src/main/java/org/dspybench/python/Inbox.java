package org.dspybench.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * What waits for a loop in Python: predictions, of which so many are let through as have places,
 * and messages. Thread-safe; one thread takes things out.
 */
final class Inbox {

  /** Let through at once. More would keep the messages waiting that come meanwhile. */
  private static final int MOST_AT_ONCE = 32;

  // Guards all below. Never held while Python is woken.
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Queue<Task> line = new ArrayDeque<>();
  private List<Message> messages = new ArrayList<>();
  private Optional<WakeByte> wakeByte = Optional.empty();
  private boolean rung;
  private int free;
  private int taken;
  private boolean closed;

  /** An empty one, with places for so many predictions at once. */
  Inbox(int places) {
    this.free = places;
  }

  /**
   * What there is for the loop.
   *
   * @param begin each takes a place
   * @param end whether nothing more comes, and all places are free
   */
  record News(List<Message> messages, List<Task> begin, boolean end) {}

  /** Wakes the loop by a byte from now on, in place of letting it wait in {@link #await}. */
  void wakeBy(WakeByte given) {
    change(
        () -> {
          wakeByte = Optional.of(given);
          return true;
        });
  }

  /** Takes a prediction into the line. Returns whether the line is still open. */
  boolean add(Task task) {
    return change(() -> !closed && line.add(task));
  }

  void add(Message message) {
    change(() -> messages.add(message));
  }

  /** A prediction that was let through has ended. */
  void freePlace() {
    change(
        () -> {
          free++;
          taken--;
          return true;
        });
  }

  /** Closes the line. Returns those who stood in it. */
  List<Task> close() {
    List<Task> left = new ArrayList<>();
    change(
        () -> {
          closed = true;
          left.addAll(line);
          line.clear();
          return true;
        });
    return left;
  }

  /** Waits until there is something to take. */
  void await() {
    lock.lock();
    try {
      while (!hasNews()) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Takes what there is, which may be nothing. */
  News take() {
    lock.lock();
    try {
      rung = false;
      List<Message> all = messages;
      messages = new ArrayList<>();
      List<Task> begin = new ArrayList<>();
      while (free > 0 && !line.isEmpty() && begin.size() < MOST_AT_ONCE) {
        Task task = line.remove();
        if (!task.reply().isDone()) {
          free--;
          taken++;
          begin.add(task);
        }
      }
      return new News(all, begin, isOver());
    } finally {
      lock.unlock();
    }
  }

  private boolean hasNews() {
    return !messages.isEmpty() || (free > 0 && !line.isEmpty()) || isOver();
  }

  private boolean isOver() {
    return closed && taken == 0;
  }

  private boolean change(BooleanSupplier change) {
    boolean result;
    Optional<WakeByte> toRing = Optional.empty();
    lock.lock();
    try {
      result = change.getAsBoolean();
      if (hasNews()) {
        changed.signal();
        if (!rung) {
          toRing = wakeByte;
          rung = wakeByte.isPresent();
        }
      }
    } finally {
      lock.unlock();
    }
    toRing.ifPresent(WakeByte::ring);
    return result;
  }
}
