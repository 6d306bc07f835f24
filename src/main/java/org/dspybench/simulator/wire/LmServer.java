package org.dspybench.simulator.wire;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.common.JettySettings;
import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.HttpServerFactory;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.jetty11.Jetty11Utils;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.eclipse.jetty.io.NetworkTrafficListener;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.ServerConnector;

/**
 * WireMock's server with a handler in front of WireMock: what the handler does not take, WireMock
 * answers, from the stubs that a user may give it under {@code /__admin}, or else with OpenAI's
 * 404. Whoever starts one closes it.
 */
public final class LmServer implements AutoCloseable {

  /** The address that nobody else can reach. */
  public static final String LOOPBACK = "127.0.0.1";

  /** Calls and streams that wait need none. */
  private static final int THREADS = 16;

  private static final int WIREMOCK_DELAY_THREADS = 4;
  private static final int ACCEPT_QUEUE = 1024;
  private static final Duration IDLE_CONNECTION = Duration.ofMinutes(10);
  private static final int NO_TIMEOUT = 0;

  private final WireMockServer server;
  private final URI baseUrl;

  private LmServer(WireMockServer server, URI baseUrl) {
    this.server = server;
    this.baseUrl = baseUrl;
  }

  /**
   * Starts one.
   *
   * @param bindAddress the address to listen on, {@link #LOOPBACK} unless others are to reach it
   * @param port to listen on, or 0 for any that is free
   * @param handler asked first; the server starts and stops it
   * @throws UncheckedIOException if the address is none of this machine's or the port is taken; the
   *     message says so in one line
   */
  public static LmServer start(String bindAddress, int port, Handler handler) {
    String host = reachableHost(bindAddress);
    WireMockServer server =
        new WireMockServer(configuration(bindAddress, port).extensions(behind(handler)));
    try {
      server.start();
    } catch (FatalStartupException e) {
      throw new UncheckedIOException(
          "port %d of %s is taken; choose another".formatted(port, bindAddress),
          new BindException());
    }
    return new LmServer(server, URI.create("http://" + host + ":" + server.port() + "/v1"));
  }

  /** {@code http://127.0.0.1:PORT/v1}, the base URL that an OpenAI client is given. */
  public URI baseUrl() {
    return baseUrl;
  }

  /** Ends it at once. Calls in flight lose their connection. */
  @Override
  public void close() {
    server.stop();
  }

  private static WireMockConfiguration configuration(String bindAddress, int port) {
    WireMockConfiguration configuration =
        WireMockConfiguration.options()
            .bindAddress(bindAddress)
            .containerThreads(THREADS)
            .asynchronousResponseEnabled(true)
            .asynchronousResponseThreads(WIREMOCK_DELAY_THREADS)
            .timeout(NO_TIMEOUT)
            .jettyAcceptQueueSize(ACCEPT_QUEUE)
            .jettyIdleTimeout(IDLE_CONNECTION.toMillis())
            .notMatchedRendererFactory(extensions -> new NotFound())
            .gzipDisabled(true)
            .disableRequestJournal()
            .stubRequestLoggingDisabled(true);
    return port == 0 ? configuration.dynamicPort() : configuration.port(port);
  }

  /** WireMock's own server, but with our handler before its own, and our port. */
  private static HttpServerFactory behind(Handler handler) {
    return new HttpServerFactory() {
      @Override
      public Jetty11HttpServer buildHttpServer(
          Options options, AdminRequestHandler admin, StubRequestHandler stubs) {
        return new Jetty11HttpServer(options, admin, stubs) {
          @Override
          public Handler[] extensionHandlers() {
            return new Handler[] {handler};
          }

          @Override
          protected ServerConnector createHttpConnector(
              String address, int port, JettySettings settings, NetworkTrafficListener listener) {
            LmPort connector = new LmPort(jettyServer, Jetty11Utils.createHttpConfig(settings));
            Jetty11Utils.setJettySettings(settings, connector);
            connector.setHost(address);
            connector.setPort(port);
            return connector;
          }
        };
      }
    };
  }

  /** The host under which a client on this machine reaches what listens on that address. */
  private static String reachableHost(String bindAddress) {
    try {
      InetAddress address = InetAddress.getByName(bindAddress);
      if (address.isAnyLocalAddress()) {
        return LOOPBACK;
      }
      if (!address.isLoopbackAddress() && NetworkInterface.getByInetAddress(address) == null) {
        throw new SocketException("no network interface has it");
      }
      return bindAddress.contains(":") ? "[" + bindAddress + "]" : bindAddress;
    } catch (UnknownHostException | SocketException e) {
      throw new UncheckedIOException(
          "'%s' is no address of this machine; bind to one that is".formatted(bindAddress), e);
    }
  }
}
