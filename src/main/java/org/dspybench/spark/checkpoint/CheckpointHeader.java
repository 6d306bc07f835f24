package org.dspybench.spark.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Whose outcomes a checkpoint holds.
 *
 * @param checkpoint version of the format
 * @param program the DSPy program
 * @param model the model asked
 * @param inputFields columns that are the program's input fields
 * @param input tells the state of the input's files; empty where it has none
 * @param questions how many there are
 */
public record CheckpointHeader(
    int checkpoint,
    String program,
    String model,
    List<String> inputFields,
    String input,
    long questions) {

  public static final int VERSION = 1;
  private static final JsonMapper JSON = new JsonMapper();

  /** Reads what {@link #json} wrote. */
  public static CheckpointHeader read(String json) throws IOException {
    return JSON.readValue(json, CheckpointHeader.class);
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and numbers are always JSON", e);
    }
  }

  /** This header, once so many questions are staged. */
  public CheckpointHeader staged(long count) {
    return new CheckpointHeader(checkpoint, program, model, inputFields, input, count);
  }

  /** In what way this job differs from the one that left the checkpoint; empty if in none. */
  public Optional<String> differenceFrom(CheckpointHeader earlier) {
    return difference("format", earlier.checkpoint, checkpoint)
        .or(() -> difference("program", earlier.program, program))
        .or(() -> difference("model", earlier.model, model))
        .or(() -> difference("input fields", earlier.inputFields, inputFields))
        .or(() -> difference("files of the input", earlier.input, input));
  }

  private static Optional<String> difference(String what, Object earlier, Object now) {
    return earlier.equals(now)
        ? Optional.empty()
        : Optional.of("of a run with the %s %s, not %s".formatted(what, earlier, now));
  }
}
