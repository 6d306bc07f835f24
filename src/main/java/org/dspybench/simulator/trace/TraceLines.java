package org.dspybench.simulator.trace;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The lines of a trace.
 *
 * @param calls those that are whole
 * @param tornLine number of the last line, from 1, if it has no end
 */
record TraceLines(List<RecordedCall> calls, OptionalInt tornLine) {

  /**
   * Reads a trace.
   *
   * @throws IllegalArgumentException if a line that has an end is no call; the message says which
   */
  static TraceLines read(Path file) throws IOException {
    byte[] text = Files.readAllBytes(file);
    List<RecordedCall> calls = new ArrayList<>();
    int begin = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        String line = new String(text, begin, i - begin, StandardCharsets.UTF_8);
        calls.add(call(line, file + ":" + (calls.size() + 1)));
        begin = i + 1;
      }
    }
    boolean torn = begin < text.length;
    return new TraceLines(calls, torn ? OptionalInt.of(calls.size() + 1) : OptionalInt.empty());
  }

  private static RecordedCall call(String line, String place) {
    if (!line.stripLeading().startsWith("{")) {
      throw new IllegalArgumentException(place + ": is no recorded call, but '" + cut(line) + "'");
    }
    try {
      return TraceJson.MAPPER.readValue(line, RecordedCall.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(place + ": " + wrong(e), e);
    }
  }

  private static String wrong(JsonProcessingException error) {
    if (error.getCause() instanceof IllegalArgumentException refused) {
      return String.valueOf(refused.getMessage());
    }
    if (error.getCause() instanceof JsonParseException malformed) {
      return noJson(malformed);
    }
    if (!(error instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) {
      return noJson(error);
    }
    String field = mapping.getPath().get(0).getFieldName();
    return field
        + (error instanceof UnrecognizedPropertyException
            ? " is not known"
            : " is missing or not what it should be");
  }

  private static String noJson(JsonProcessingException error) {
    return "is no JSON: " + error.getOriginalMessage().lines().findFirst().orElse("");
  }

  private static String cut(String line) {
    int most = 40;
    return line.length() <= most ? line.strip() : line.substring(0, most) + "…";
  }
}
