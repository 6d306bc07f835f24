package org.dspybench.simulator.answer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A file of a user's own answers: a line of JSON for each, in UTF-8, as in
 *
 * <pre>{@code
 * {"question": "What is the capital of Belgium?", "answer": "Brussels"}
 * {"question": "Is it raining?", "answer": {"reasoning": "I looked.", "rain": true}}
 * }</pre>
 *
 * The question is the first input field, or a text that occurs in the last user message. The answer
 * is a value for the last output field, used where it is of the field's type, or an object with
 * values for some of the output fields, which are sent whether they fit or not. Empty lines are
 * skipped.
 */
public final class AnswerFile {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private AnswerFile() {}

  /**
   * Reads a file.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if a line is not an answer; the message begins with file and
   *     line
   */
  public static Answers read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<Answers.Entry> entries = new ArrayList<>(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        entries.add(entry(lines.get(i), file + ":" + (i + 1) + ": "));
      }
    }
    return new Answers(entries);
  }

  private static Answers.Entry entry(String line, String place) {
    JsonNode json = json(line, place);
    for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!name.equals("question") && !name.equals("answer")) {
        throw new IllegalArgumentException(
            place + "unknown field '" + name + "'; a line has 'question' and 'answer'");
      }
    }
    JsonNode question = json.path("question");
    if (!question.isTextual() || question.textValue().isBlank()) {
      throw new IllegalArgumentException(place + "question: a text is needed that is not empty");
    }
    if (!json.hasNonNull("answer")) {
      throw new IllegalArgumentException(
          place + "answer: a value is needed, or an object with a value for each output field");
    }
    return new Answers.Entry(question.textValue().strip(), json.path("answer"));
  }

  private static JsonNode json(String line, String place) {
    try {
      JsonNode json = JSON.readTree(line);
      if (json.isObject()) {
        return json;
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          place + "not JSON: " + e.getOriginalMessage().replace('\n', ' '), e);
    }
    throw new IllegalArgumentException(
        place + "not a JSON object; a line is {\"question\": \"…\", \"answer\": \"…\"}");
  }
}
