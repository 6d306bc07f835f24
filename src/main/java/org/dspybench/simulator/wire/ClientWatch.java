package org.dspybench.simulator.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.server.HttpConnection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that a client goes away while it waits for its answer. Jetty does not look at a
 * connection from the end of a request until its response is complete; this looks in its stead, and
 * leaves off before the last byte is written, so that it never meets the next request. A client
 * that closes only its side of the connection counts as gone, as it does for most servers.
 */
final class ClientWatch implements Callback {

  private static final int PEEK_BYTES = 1024;

  private final AbstractEndPoint endPoint;
  private final Runnable onGone;
  private boolean gone;
  private boolean ended;

  ClientWatch(AbstractEndPoint endPoint, Runnable onGone) {
    this.endPoint = endPoint;
    this.onGone = onGone;
  }

  void begin() {
    endPoint.tryFillInterested(this);
  }

  /** Leaves off, and tells whether the client is still there. */
  boolean end() {
    synchronized (this) {
      ended = true;
      if (gone) {
        return false;
      }
    }
    endPoint.getFillInterest().fillable();
    return true;
  }

  @Override
  public void succeeded() {
    if (look()) {
      onGone.run();
    }
  }

  @Override
  public void failed(Throwable cause) {
    synchronized (this) {
      if (ended) {
        return;
      }
      gone = !(cause instanceof TimeoutException);
    }
    if (gone) {
      onGone.run();
    } else {
      begin();
    }
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  /** Whether the client is found to be gone. */
  private synchronized boolean look() {
    if (ended) {
      return false;
    }
    ByteBuffer bytes = BufferUtil.allocate(PEEK_BYTES);
    try {
      int filled = endPoint.fill(bytes);
      gone = filled < 0;
      if (filled == 0) {
        begin();
      } else if (filled > 0) {
        giveBack(bytes);
      }
    } catch (IOException e) {
      gone = true;
    }
    return gone;
  }

  /** A client that sends its next request before it has this answer: Jetty's, when it is time. */
  private void giveBack(ByteBuffer bytes) {
    if (endPoint.getConnection() instanceof HttpConnection connection) {
      connection.onUpgradeTo(bytes);
    }
  }
}
