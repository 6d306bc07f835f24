package org.dspybench.simulator.trace;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.dspybench.simulator.provider.OpenAiErrors;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.jspecify.annotations.Nullable;

/**
 * Hands every request below {@code /v1} on to a real endpoint, and its answer back byte for byte as
 * it comes. Calls of a model are recorded; other requests, such as for the list of models, are not.
 * No thread waits for the endpoint.
 */
final class RecordingProxy extends AbstractHandler {

  private static final String BASE_PATH = "/v1";

  /** The last word of the path: chat completions, responses and completions, messages. */
  private static final Set<String> MODEL_CALLS = Set.of("completions", "responses", "messages");

  /**
   * What is between two neighbours (RFC 9110, 7.6.1), what {@code java.net.http} sets itself, and
   * the wish for a compressed answer, whose usage could not be read.
   */
  private static final Set<String> NOT_FORWARDED =
      Set.of(
          "accept-encoding",
          "connection",
          "content-length",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final Target target;
  private final boolean keepContent;
  private final Consumer<RecordedCall> record;
  private final Consumer<String> problems;

  /**
   * A proxy.
   *
   * @param keepContent whether a recorded call has the bodies too
   * @param record takes each call when it has ended
   * @param problems takes a line for each call that the endpoint did not answer
   */
  RecordingProxy(
      Target target,
      boolean keepContent,
      Consumer<RecordedCall> record,
      Consumer<String> problems) {
    this.target = target;
    this.keepContent = keepContent;
    this.record = record;
    this.problems = problems;
  }

  @Override
  public void handle(
      String path, Request base, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Instant arrivedAt = Instant.now();
    long arrivedNanos = System.nanoTime();
    base.setHandled(true);
    if (!request.getRequestURI().startsWith(BASE_PATH + "/")) {
      refuse(response, 404, "invalid_request_error", "a path begins with /v1, not " + path);
      return;
    }
    byte[] body = request.getInputStream().readAllBytes();
    HttpRequest forwarded;
    try {
      forwarded = forwarded(request, body);
    } catch (IllegalArgumentException e) {
      refuse(response, 400, "invalid_request_error", String.valueOf(e.getMessage()));
      return;
    }
    Secrets secrets = Secrets.in(request);
    forward(base, forwarded, new Observation(body, arrivedAt, arrivedNanos, keepContent, secrets));
  }

  private void forward(Request base, HttpRequest forwarded, Observation observation) {
    AsyncContext exchange = base.startAsync();
    exchange.setTimeout(0);
    var unused =
        target
            .send(forwarded, new ForwardedAnswer(base.getResponse(), observation))
            .whenComplete(
                (answer, error) -> {
                  try {
                    end(base, observation, error);
                  } finally {
                    exchange.complete();
                  }
                });
  }

  private void end(Request base, Observation observation, @Nullable Throwable error) {
    if (isModelCall(base)) {
      record.accept(observation.end(error == null));
    }
    if (error == null) {
      return;
    }
    if (observation.isAnswered()) {
      problems.accept(target.brokeOff(error));
      // What the client has of the answer must not look whole to it.
      base.getHttpChannel().abort(error);
    } else {
      String problem = target.unreachable(error);
      problems.accept(problem);
      refuse(base.getResponse(), 502, "server_error", problem);
    }
  }

  private static boolean isModelCall(HttpServletRequest request) {
    String path = request.getRequestURI();
    return request.getMethod().equals("POST")
        && MODEL_CALLS.contains(path.substring(path.lastIndexOf('/') + 1));
  }

  private HttpRequest forwarded(HttpServletRequest request, byte[] body) {
    String query = request.getQueryString();
    String rest = request.getRequestURI().substring(BASE_PATH.length());
    HttpRequest.Builder forwarded =
        HttpRequest.newBuilder(target.resolve(rest + (query == null ? "" : "?" + query)))
            .method(
                request.getMethod(),
                body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (String name : Collections.list(request.getHeaderNames())) {
      if (!NOT_FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
        Collections.list(request.getHeaders(name)).forEach(value -> forwarded.header(name, value));
      }
    }
    return forwarded.build();
  }

  /** An error in OpenAI's form. */
  private static void refuse(
      HttpServletResponse response, int status, String type, String message) {
    ObjectNode json = OpenAiErrors.error(message, type, null, null);
    response.setStatus(status);
    response.setContentType("application/json");
    try {
      response.getOutputStream().write(json.toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The client has gone; there is nobody left to tell.
    }
  }
}
