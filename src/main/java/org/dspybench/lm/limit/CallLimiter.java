package org.dspybench.lm.limit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The permits of one endpoint. Strictly first come, first served: a call that has to wait for many
 * tokens holds up those behind it, which would otherwise starve it.
 *
 * <p>A permit is handed over by the thread whose action made room for it, such as the one that ends
 * another call, or by the daemon thread {@code lm-limit} where the wait is for time to pass. What
 * depends on the future runs there too, and should be short.
 *
 * <p>Thread-safe. Whoever made it closes it.
 */
public final class CallLimiter implements AutoCloseable {

  /** A place in the line. */
  private record Waiter(CompletableFuture<Permit> future, int tokens) {}

  /** A permit on its way to whoever stood at the head of the line. */
  private record Grant(CompletableFuture<Permit> future, Permit permit) {}

  private final Admission admission;
  private final LongSupplier nanoClock;
  private final Alarm alarm;

  // Guards all below, the policy and the alarm. Never held while a future is completed.
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Waiter> line = new LinkedHashSet<>();
  private int inFlight;
  private boolean alarmIsSet;
  private long alarmNanos;
  private boolean closed;

  private CallLimiter(Admission admission, LongSupplier nanoClock, Alarm alarm) {
    this.admission = admission;
    this.nanoClock = nanoClock;
    this.alarm = alarm;
  }

  /** A limiter of that kind, with nothing in flight. */
  public static CallLimiter of(CallLimit limit) {
    return of(limit, System::nanoTime, new AlarmThread());
  }

  /**
   * A limiter that lives in the time of a clock.
   *
   * @param nanoClock monotonic nanoseconds
   * @param alarm rings by that clock; closed with the limiter
   */
  static CallLimiter of(CallLimit limit, LongSupplier nanoClock, Alarm alarm) {
    return new CallLimiter(Admission.of(limit, nanoClock.getAsLong()), nanoClock, alarm);
  }

  /**
   * Asks for leave to start a call. Whoever no longer wants it cancels the future, or completes it
   * in some other way: that gives up the place in the line, and a permit granted at that very
   * moment goes back with all that it took.
   *
   * <p>The future fails with an {@link IllegalArgumentException} if no call of that size can ever
   * start, and with a {@link CancellationException} once this limiter is closed.
   *
   * @param tokens estimate of what the call uses up, prompt and allowed answer together
   */
  public CompletableFuture<Permit> acquire(int tokens) {
    if (tokens < 0) {
      throw new IllegalArgumentException("a call cannot use " + tokens + " tokens");
    }
    Waiter waiter = new Waiter(new CompletableFuture<>(), tokens);
    Optional<RuntimeException> refusal = locked(() -> joinLine(waiter));
    if (refusal.isPresent()) {
      return CompletableFuture.failedFuture(refusal.get());
    }
    var unused =
        waiter.future.whenComplete(
            (permit, failure) -> {
              if (locked(() -> line.remove(waiter))) {
                admit();
              }
            });
    admit();
    return waiter.future;
  }

  private Optional<RuntimeException> joinLine(Waiter waiter) {
    if (closed) {
      return Optional.of(closedAlready());
    }
    Optional<String> refusal = admission.refusal(waiter.tokens);
    if (refusal.isEmpty()) {
      line.add(waiter);
    }
    return refusal.map(IllegalArgumentException::new);
  }

  /** Calls in flight: permits granted and not ended. */
  public int inFlight() {
    return locked(() -> inFlight);
  }

  /** Callers in the line. */
  public int waiting() {
    return locked(line::size);
  }

  /**
   * Calls allowed in flight at once, as things stand; empty where their number is not limited, as
   * under {@link CallLimit.Rate}.
   */
  public OptionalInt limit() {
    return locked(admission::limit);
  }

  /**
   * Lets calls start at another rate from now on, in flight and in line as they are. What was saved
   * up of the old rate is kept, as far as the new one holds it, and nothing is added.
   *
   * @throws UnsupportedOperationException if the limit is none by rate
   */
  public void changeRate(CallLimit.Rate rate) {
    lock.lock();
    try {
      admission.changeRate(rate, nanoClock.getAsLong());
      // The alarm in force was set for the old rate, and may ring much too late.
      alarmIsSet = false;
    } finally {
      lock.unlock();
    }
    admit();
  }

  /** Turns away whoever waits, and whoever comes. Permits that are out may end in peace. */
  @Override
  public void close() {
    List<Waiter> turnedAway =
        locked(
            () -> {
              closed = true;
              alarm.close();
              List<Waiter> all = List.copyOf(line);
              line.clear();
              return all;
            });
    turnedAway.forEach(waiter -> waiter.future.completeExceptionally(closedAlready()));
  }

  private static CancellationException closedAlready() {
    return new CancellationException("the limit on LM calls was closed");
  }

  /** A permit ends: tells the policy, and lets in whoever that makes room for. */
  void end(Permit.Ending ending) {
    lock.lock();
    try {
      inFlight--;
      ending.tell(admission, nanoClock.getAsLong());
    } finally {
      lock.unlock();
    }
    admit();
  }

  private void admit() {
    for (Grant grant : locked(this::grants)) {
      if (!grant.future.complete(grant.permit)) {
        grant.permit.returned();
      }
    }
  }

  private List<Grant> grants() {
    List<Grant> grants = new ArrayList<>(1);
    long now = nanoClock.getAsLong();
    while (!line.isEmpty()) {
      Waiter head = line.iterator().next();
      long delayNanos = admission.delayNanos(now, head.tokens, inFlight);
      if (delayNanos > 0) {
        lookAgain(now, delayNanos);
        break;
      }
      line.remove(head);
      inFlight++;
      Start start = new Start(now, head.tokens, inFlight);
      admission.started(start);
      grants.add(new Grant(head.future, new Permit(this, start)));
    }
    return grants;
  }

  private void lookAgain(long now, long delayNanos) {
    // An alarm that rings too soon costs one look, and setting it again costs more.
    boolean ringsInTime = alarmIsSet && alarmNanos - now <= delayNanos;
    if (delayNanos != Admission.UNTIL_A_CALL_ENDS && !ringsInTime) {
      alarmIsSet = true;
      alarmNanos = now + delayNanos;
      alarm.set(this::ring, delayNanos);
    }
  }

  private void ring() {
    locked(() -> alarmIsSet = false);
    admit();
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
