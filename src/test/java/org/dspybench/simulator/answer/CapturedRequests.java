package org.dspybench.simulator.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Requests that DSPy 3.4.1 sent with its own engine, captured on 2026-11-23. */
final class CapturedRequests {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "/simulator/dspy-requests.jsonl";

  private CapturedRequests() {}

  /** The body of the request called {@code name}. */
  static byte[] body(String name) {
    try (InputStream stream = CapturedRequests.class.getResourceAsStream(FILE)) {
      String lines =
          new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : lines.split("\n", -1)) {
        JsonNode request = JSON.readTree(line);
        if (request.path("name").asText().equals(name)) {
          return JSON.writeValueAsBytes(request.path("body"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new IllegalArgumentException("no captured request is called " + name);
  }
}
