package org.dspybench.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Reads the strings that {@code worker.py} returns. */
final class ReplyReader {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private ReplyReader() {}

  static Reply read(String reply, Reply.Timing timing) {
    Envelope envelope = parse(reply);
    if (envelope.failure != null) {
      return new Reply.Raised(envelope.failure.exception(), timing);
    }
    return new Reply.Returned(
        envelope.fields == null ? new LinkedHashMap<>() : envelope.fields, timing);
  }

  static PythonException readFailure(String reply) {
    Failure failure = parse(reply).failure;
    if (failure == null) {
      throw new IllegalArgumentException("no failure in " + reply);
    }
    return failure.exception();
  }

  private static Envelope parse(String reply) {
    try {
      return JSON.readValue(reply, Envelope.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("worker.py and this class disagree on the reply's form", e);
    }
  }

  private record Envelope(
      @Nullable LinkedHashMap<String, Object> fields, @Nullable Failure failure) {}

  private record Failure(FailureKind kind, String type, String message, String traceback) {

    PythonException exception() {
      return new PythonException(kind, type, message, traceback);
    }
  }
}
