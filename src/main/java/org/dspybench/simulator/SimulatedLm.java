package org.dspybench.simulator;

import java.io.UncheckedIOException;
import java.net.URI;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.wire.LmServer;
import org.dspybench.simulator.wire.SimulatorHandler;

/**
 * A simulated LM endpoint in this JVM. Thread-safe. Whoever starts one closes it.
 *
 * <p>It speaks {@code POST /v1/chat/completions}, {@code POST /v1/responses} and {@code GET
 * /v1/models} of OpenAI's API; its own paths are {@code GET /health}, {@code GET /__sim/stats},
 * {@code GET /__sim/calls}, {@code POST /__sim/reset} and {@code PUT /__sim/settings}. Other paths
 * can be stubbed through WireMock's {@code /__admin}.
 */
public final class SimulatedLm implements AutoCloseable {

  private final SimulatorHandler handler;
  private final LmServer server;

  private SimulatedLm(SimulatorHandler handler, LmServer server) {
    this.handler = handler;
    this.server = server;
  }

  /**
   * Starts one on the loopback interface.
   *
   * @param port to listen on, or 0 for any that is free
   * @throws UncheckedIOException if the port is taken; the message says so
   */
  public static SimulatedLm start(SimulatorSettings settings, int port) {
    return start(settings, ServeOptions.onPort(port));
  }

  /**
   * Starts one.
   *
   * @throws UncheckedIOException if the address is none of this machine's or the port is taken; the
   *     message says so
   */
  public static SimulatedLm start(SimulatorSettings settings, ServeOptions options) {
    SimulatorHandler handler =
        new SimulatorHandler(settings, options.answers(), options.onCallEnd());
    return new SimulatedLm(handler, LmServer.start(options.bindAddress(), options.port(), handler));
  }

  /** {@code http://127.0.0.1:PORT/v1}, the base URL that an OpenAI client is given. */
  public URI baseUrl() {
    return server.baseUrl();
  }

  /** A new client of this simulator's own paths. */
  public SimulatorControl control() {
    return new SimulatorControl(baseUrl());
  }

  /** Replaces the settings and resets, as {@link SimulatorControl#configure} does over HTTP. */
  void configure(SimulatorSettings settings) {
    handler.begin(settings);
  }

  /** As {@link #configure}, for calls that nobody is told of. */
  void rehearse(SimulatorSettings settings) {
    handler.rehearse(settings);
  }

  /** Ends it at once. Calls in flight lose their connection. */
  @Override
  public void close() {
    server.close();
  }
}
