package org.dspybench.simulator.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** The endpoint that is recorded. Thread-safe. */
final class Target {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final URI baseUrl;
  private final HttpClient http;

  private Target(URI baseUrl, HttpClient http) {
    this.baseUrl = baseUrl;
    this.http = http;
  }

  /**
   * An endpoint.
   *
   * @param baseUrl what stands for {@code http://127.0.0.1:PORT/v1}, such as {@code
   *     https://api.openai.com/v1}
   * @throws IllegalArgumentException if that is no base URL
   */
  static Target of(String baseUrl, Executor executor) {
    URI uri = parsed(baseUrl);
    boolean secure = "https".equals(uri.getScheme());
    HttpClient http =
        HttpClient.newBuilder()
            .version(secure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(executor)
            .build();
    return new Target(uri, http);
  }

  private static URI parsed(String baseUrl) {
    try {
      URI uri = new URI(baseUrl.replaceFirst("/$", ""));
      boolean overHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (overHttp && uri.getHost() != null && isPlain(uri)) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Told below like any other text that is no base URL.
    }
    throw new IllegalArgumentException(
        "the endpoint to record is a URL such as https://api.openai.com/v1, not " + baseUrl);
  }

  /** Without a user, whom nobody would send, and without what no path can follow. */
  private static boolean isPlain(URI uri) {
    return uri.getUserInfo() == null && uri.getQuery() == null && uri.getFragment() == null;
  }

  /** The URI for what follows the base URL, in the form in which it was asked for. */
  URI resolve(String rest) {
    return URI.create(baseUrl + rest);
  }

  /**
   * Asks for the list of models, without a key: any answer will do.
   *
   * @throws UncheckedIOException if there is none; the message says why
   */
  void requireReachable() throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(resolve("/models")).timeout(CONNECT_TIMEOUT).build();
      http.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(unreachable(e), e);
    }
  }

  <T> CompletableFuture<HttpResponse<T>> send(HttpRequest request, BodyHandler<T> answer) {
    return http.sendAsync(request, answer);
  }

  /** Says in a sentence that there is no answer, and why. */
  String unreachable(Throwable error) {
    return baseUrl + " does not answer: " + reason(error);
  }

  /** Says in a sentence that an answer began and did not come to its end, and why. */
  String brokeOff(Throwable error) {
    return baseUrl + " broke off its answer: " + reason(error);
  }

  private static String reason(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
        return "the name of its host is not known";
      }
      if (cause instanceof HttpTimeoutException) {
        return "nothing came within " + CONNECT_TIMEOUT.toSeconds() + " s";
      }
    }
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof ConnectException) {
      return "the connection is refused";
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
