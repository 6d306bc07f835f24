package org.dspybench.simulator.wire;

import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * Writes a reply, each piece at its time. No thread waits: while a piece is not due the schedule
 * holds it, and while the connection takes no more the selector does.
 */
final class Delivery extends IteratingCallback {

  private final Exchange exchange;
  private final Reply reply;
  private final Schedule schedule;
  private final CallObserver observer;
  private final ClientWatch watch;
  private final AtomicBoolean told = new AtomicBoolean();
  private int next;
  private volatile boolean clientGone;
  private volatile @Nullable Future<?> alarm;

  private Delivery(Exchange exchange, Reply reply, Schedule schedule, CallObserver observer) {
    this.exchange = exchange;
    this.reply = reply;
    this.schedule = schedule;
    this.observer = observer;
    this.watch = new ClientWatch(exchange.endPoint(), this::onClientGone);
  }

  /**
   * Begins; what is due already is written before this returns, as far as the connection takes it.
   */
  static void start(Exchange exchange, Reply reply, Schedule schedule, CallObserver observer) {
    Delivery delivery = new Delivery(exchange, reply, schedule, observer);
    if (reply.ending() == Ending.NONE || !isDue(reply.dueNanos())) {
      delivery.watch.begin();
    }
    if (reply.status() != Reply.NO_STATUS) {
      exchange.prepare(reply.status(), reply.headers());
    }
    delivery.iterate();
  }

  @Override
  protected Action process() throws EofException {
    if (clientGone) {
      throw new EofException("the client is gone");
    }
    while (next < reply.pieces().size()) {
      Piece piece = reply.pieces().get(next);
      if (!isDue(piece.dueNanos())) {
        alarm = schedule.at(piece.dueNanos(), this::iterate);
        return Action.IDLE;
      }
      next++;
      if (write(piece)) {
        return Action.SCHEDULED;
      }
    }
    return reply.ending() == Ending.NONE ? Action.IDLE : Action.SUCCEEDED;
  }

  /** Writes the piece that is due, or tells that there is nothing to write. */
  private boolean write(Piece piece) throws EofException {
    boolean last = next == reply.pieces().size();
    if (last && reply.ending() != Ending.NONE) {
      beforeTheLastByte();
    }
    if (reply.status() == Reply.NO_STATUS) {
      return false;
    }
    ByteBuffer bytes = piece.bytes();
    exchange.write(bytes, last && reply.ending() != Ending.RESET, this);
    return true;
  }

  private void beforeTheLastByte() throws EofException {
    if (!watch.end()) {
      throw new EofException("the client is gone");
    }
    if (reply.ending() == Ending.COMPLETE_AND_REFUSE) {
      exchange.port().refuse(LmPort.SHORT_OUTAGE);
    }
    if (told.compareAndSet(false, true)) {
      observer.delivered(reply.status());
    }
  }

  private void onClientGone() {
    clientGone = true;
    Future<?> waiting = alarm;
    if (waiting != null) {
      waiting.cancel(false);
    }
    exchange.endPoint().close();
    iterate();
  }

  @Override
  protected void onCompleteSuccess() {
    switch (reply.ending()) {
      case COMPLETE, COMPLETE_AND_REFUSE -> exchange.complete();
      case RESET -> exchange.reset();
      case RESET_ALL -> {
        exchange.port().die(LmPort.LONG_OUTAGE);
        exchange.reset();
      }
      case NONE -> throw new IllegalStateException("a reply without an end has ended");
    }
  }

  @Override
  protected void onCompleteFailure(Throwable cause) {
    if (told.compareAndSet(false, true)) {
      observer.abandoned();
    }
    exchange.abort();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  private static boolean isDue(long nanos) {
    return nanos - System.nanoTime() <= 0;
  }
}
