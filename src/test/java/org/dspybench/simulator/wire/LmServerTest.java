package org.dspybench.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A server")
@Timeout(60)
class LmServerTest {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Takes one path. */
  private static final class Taking extends AbstractHandler {

    @Override
    public void handle(
        String path, Request request, HttpServletRequest servlet, HttpServletResponse response)
        throws IOException {
      if (path.equals("/taken")) {
        request.setHandled(true);
        response.getWriter().print("by the handler");
      }
    }
  }

  @Test
  @DisplayName("asks its handler first, then the stubs that a user gave to WireMock")
  void request_goesToTheHandler_andThenToWireMock() throws Exception {
    try (LmServer server = LmServer.start(LmServer.LOOPBACK, 0, new Taking())) {
      String stub =
          """
          {"request": {"url": "/v1/files", "method": "GET"}, "response": {"body": "stubbed"}}""";
      send(server, "POST", "/__admin/mappings", stub);

      assertThat(send(server, "GET", "/taken", "").body()).isEqualTo("by the handler");
      assertThat(send(server, "GET", "/v1/files", "").body()).isEqualTo("stubbed");
    }
  }

  @Test
  @DisplayName("has OpenAI's 404 for what nobody knows")
  void unknownPath_isOpenAisNotFound() throws Exception {
    try (LmServer server = LmServer.start(LmServer.LOOPBACK, 0, new Taking())) {
      HttpResponse<String> response = send(server, "GET", "/v1/nothing?x=%22", "");

      assertThat(response.statusCode()).isEqualTo(404);
      assertThat(response.headers().firstValue("content-type").orElse(""))
          .startsWith("application/json");
      assertThat(response.body())
          .contains("\"message\":\"Invalid URL (GET /v1/nothing)\"")
          .contains("\"type\":\"invalid_request_error\"");
    }
  }

  @Test
  @DisplayName("listens on the address that it is given, and names one that can be reached")
  void start_listensOnTheAddress() throws Exception {
    try (LmServer all = LmServer.start("0.0.0.0", 0, new Taking());
        LmServer other = LmServer.start("127.0.0.2", 0, new Taking())) {
      assertThat(all.baseUrl().getHost()).isEqualTo("127.0.0.1");
      assertThat(other.baseUrl().getHost()).isEqualTo("127.0.0.2");
      assertThat(send(all, "GET", "/taken", "").statusCode()).isEqualTo(200);
      assertThat(send(other, "GET", "/taken", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("says in one line that an address is not this machine's")
  void start_isRefused_whenTheAddressIsAnothers() {
    Handler handler = new Taking();

    assertThatThrownBy(() -> LmServer.start("192.0.2.1", 0, handler))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("'192.0.2.1' is no address of this machine; bind to one that is");
  }

  private HttpResponse<String> send(LmServer server, String method, String path, String body)
      throws Exception {
    URI uri = server.baseUrl().resolve(path);
    return http.send(
        HttpRequest.newBuilder(uri).method(method, BodyPublishers.ofString(body)).build(),
        BodyHandlers.ofString());
  }
}
