package org.dspybench.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;

/**
 * The first line of a journal: whose outcomes they are.
 *
 * @param journal version of the format
 * @param program the DSPy program
 * @param model the model asked
 * @param input name of the input's file, without folders
 */
record JournalHeader(int journal, String program, String model, String input) {

  private static final int VERSION = 1;
  private static final JsonMapper JSON = new JsonMapper();

  static JournalHeader of(JobSpec spec) {
    String input = spec.input().file().map(file -> String.valueOf(file.getFileName())).orElse("-");
    return new JournalHeader(VERSION, spec.program(), spec.endpoint().model(), input);
  }

  /** Reads what {@link #json} wrote; empty if it is something else. */
  static Optional<JournalHeader> read(String line) {
    try {
      JournalHeader header = JSON.readValue(line, JournalHeader.class);
      return header.journal == VERSION ? Optional.of(header) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and a number are always JSON", e);
    }
  }

  /** In what way another run's header differs from this one, in words; empty if in none. */
  Optional<String> differenceFrom(JournalHeader earlier) {
    return difference("program", earlier.program, program)
        .or(() -> difference("model", earlier.model, model))
        .or(() -> difference("input", earlier.input, input));
  }

  private static Optional<String> difference(String what, String earlier, String now) {
    return earlier.equals(now)
        ? Optional.empty()
        : Optional.of("of a run with the " + what + " " + earlier + ", not " + now);
  }
}
