package org.dspybench.simulator.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;

/**
 * The port that an endpoint listens on. It can refuse connections for a while, and nobody else gets
 * its number meanwhile. Thread-safe.
 */
final class LmPort extends ServerConnector {

  static final Duration SHORT_OUTAGE = Duration.ofMillis(50);
  static final Duration LONG_OUTAGE = Duration.ofSeconds(1);

  private static final Duration REOPEN_RETRY = Duration.ofMillis(10);
  private static final Duration RESERVE_RETRY = Duration.ofMillis(1);
  private static final Duration CLOSING = Duration.ofSeconds(1);
  private static final int ACCEPTORS = 1;
  private static final int SELECTORS = 1;

  private final Object outage = new Object();
  private long closedUntilNanos;
  private Socket reservation = new Socket();
  private volatile boolean dead;

  LmPort(Server server, HttpConfiguration configuration) {
    super(server, ACCEPTORS, SELECTORS, new HttpConnectionFactory(configuration));
  }

  /** Refuses new connections; those there are stay. */
  void refuse(Duration duration) {
    synchronized (outage) {
      long untilNanos = System.nanoTime() + duration.toNanos();
      if (!isOpen()) {
        closedUntilNanos = Math.max(closedUntilNanos, untilNanos);
        return;
      }
      closedUntilNanos = untilNanos;
      setPort(getLocalPort());
      setAccepting(false);
      close();
      reserve();
    }
    reopenAfter(duration);
  }

  /** Resets every connection and refuses new ones, as a process that is killed and restarted. */
  void die(Duration duration) {
    dead = true;
    refuse(duration);
    getConnectedEndPoints().forEach(LmPort::reset);
  }

  /** A connection that was accepted before the port died, and is ready only now, dies too. */
  @Override
  protected void onEndPointOpened(EndPoint endPoint) {
    super.onEndPointOpened(endPoint);
    if (dead) {
      reset(endPoint);
    }
  }

  /** Closes a connection with RST instead of FIN. */
  static void reset(EndPoint endPoint) {
    try {
      ((SocketChannel) endPoint.getTransport()).setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      // It is closed already.
    }
    endPoint.close();
  }

  /** Without the second's pause that Jetty takes when a port is closed under its acceptor. */
  @Override
  protected boolean handleAcceptFailure(Throwable cause) {
    return isRunning() && (!isOpen() || super.handleAcceptFailure(cause));
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    synchronized (outage) {
      reservation.close();
    }
  }

  /**
   * Keeps the number by a socket that is bound and does not listen: the system refuses connections
   * to it, and gives it to no other program that asks for any free port. The system closes the port
   * only when the acceptor has returned from waiting at it, so that takes a moment.
   */
  private void reserve() {
    long begin = System.nanoTime();
    while (!tryToReserve() && System.nanoTime() - begin < CLOSING.toNanos()) {
      LockSupport.parkNanos(RESERVE_RETRY.toNanos());
    }
  }

  private boolean tryToReserve() {
    Socket socket = new Socket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(getHost(), getPort()));
      reservation = socket;
      return true;
    } catch (IOException e) {
      IO.close(socket);
      return false;
    }
  }

  private void reopenAfter(Duration duration) {
    getScheduler().schedule(this::reopen, duration.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void reopen() {
    synchronized (outage) {
      long leftNanos = closedUntilNanos - System.nanoTime();
      if (leftNanos > 0) {
        reopenAfter(Duration.ofNanos(leftNanos));
      } else if (isRunning()) {
        tryToOpen();
      }
    }
  }

  private void tryToOpen() {
    try {
      dead = false;
      open();
      reservation.close();
      setAccepting(true);
    } catch (IOException e) {
      // Somebody else has the port at the moment.
      reopenAfter(REOPEN_RETRY);
    }
  }
}
