package org.dspybench.python;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers every request alike and keeps what came. */
final class RecordingEndpoint implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final byte[] ANSWER =
      """
      {"id": "1", "object": "chat.completion", "created": 1, "model": "simulated",
       "choices": [{"index": 0, "finish_reason": "stop", "message":
         {"role": "assistant", "content": "[[ ## answer ## ]]\\nfine\\n\\n[[ ## completed ## ]]"}}],
       "usage": {"prompt_tokens": 11, "completion_tokens": 7, "total_tokens": 18}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private final HttpServer server;
  private final List<JsonNode> bodies = new CopyOnWriteArrayList<>();

  private RecordingEndpoint() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", this::answer);
  }

  static RecordingEndpoint start() throws IOException {
    RecordingEndpoint endpoint = new RecordingEndpoint();
    endpoint.server.start();
    return endpoint;
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
  }

  List<JsonNode> bodies() {
    return bodies;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      bodies.add(JSON.readTree(exchange.getRequestBody()));
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
