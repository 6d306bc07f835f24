package org.dspybench.simulator;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.Options.ChunkedEncodingPolicy;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.time.Duration;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.wire.ControlEndpoint;
import org.dspybench.simulator.wire.SimulatorExtension;

/**
 * A simulated LM endpoint in this JVM, on the loopback interface. Thread-safe. Whoever starts one
 * closes it.
 *
 * <p>It speaks {@code POST /v1/chat/completions} and {@code GET /v1/models} of OpenAI's API; its
 * own paths are {@code GET /health}, {@code GET /__sim/stats}, {@code GET /__sim/calls}, {@code
 * POST /__sim/reset} and {@code PUT /__sim/settings}.
 */
public final class SimulatedLm implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  /** More than the calls in flight that are asked of it, 500, so that no arrival waits. */
  private static final int CONTAINER_THREADS = 600;

  /** Each is busy for less than a millisecond per call: the rest of a delay, and the writing. */
  private static final int DELIVERY_THREADS = 32;

  private static final int ACCEPT_QUEUE = 1024;
  private static final Duration IDLE_CONNECTION = Duration.ofMinutes(10);
  private static final Duration LONGEST_DELAY = Duration.ofDays(2);

  private final WireMockServer server;
  private final ControlEndpoint control;

  private SimulatedLm(WireMockServer server, ControlEndpoint control) {
    this.server = server;
    this.control = control;
  }

  /**
   * Starts one.
   *
   * @param port to listen on, or 0 for any that is free
   * @throws UncheckedIOException if the port is taken; the message says so
   */
  public static SimulatedLm start(SimulatorSettings settings, int port) {
    ControlEndpoint control = new ControlEndpoint(settings);
    WireMockServer server =
        new WireMockServer(configuration(port).extensions(new SimulatorExtension(control)));
    try {
      server.start();
    } catch (FatalStartupException e) {
      throw new UncheckedIOException(
          "port %d of %s is taken; choose another".formatted(port, LOOPBACK), new BindException());
    }
    return new SimulatedLm(server, control);
  }

  private static WireMockConfiguration configuration(int port) {
    WireMockConfiguration configuration =
        WireMockConfiguration.options()
            .bindAddress(LOOPBACK)
            .containerThreads(CONTAINER_THREADS)
            .asynchronousResponseEnabled(true)
            .asynchronousResponseThreads(DELIVERY_THREADS)
            .timeout((int) LONGEST_DELAY.toMillis())
            .jettyAcceptQueueSize(ACCEPT_QUEUE)
            .jettyIdleTimeout(IDLE_CONNECTION.toMillis())
            .useChunkedTransferEncoding(ChunkedEncodingPolicy.NEVER)
            .http2PlainDisabled(true)
            .gzipDisabled(true)
            .disableRequestJournal()
            .stubRequestLoggingDisabled(true)
            .maxLoggedResponseSize(0);
    return port == 0 ? configuration.dynamicPort() : configuration.port(port);
  }

  /** {@code http://127.0.0.1:PORT/v1}, the base URL that an OpenAI client is given. */
  public URI baseUrl() {
    return URI.create("http://" + LOOPBACK + ":" + server.port() + "/v1");
  }

  /** A new client of this simulator's own paths. */
  public SimulatorControl control() {
    return new SimulatorControl(baseUrl());
  }

  /** Replaces the settings and resets, as {@link SimulatorControl#configure} does over HTTP. */
  void configure(SimulatorSettings settings) {
    control.begin(settings);
  }

  /**
   * Ends it. Calls in flight lose their connection; WireMock's threads end when the delays of those
   * calls would have, and keep a JVM that does not exit explicitly until then.
   */
  @Override
  public void close() {
    server.stop();
  }
}
