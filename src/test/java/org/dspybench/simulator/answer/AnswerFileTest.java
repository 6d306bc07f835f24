package org.dspybench.simulator.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A file of answers")
class AnswerFileTest {

  private static final String FIRST = "{\"question\": \"Why?\", \"answer\": \"So.\"}\n";

  @TempDir Path directory;

  @Test
  @DisplayName("answers a question, also where it is only a part of the message")
  void read_findsAnswers() throws IOException {
    Answers answers = read(FIRST + "\n{\"question\": \"y?\", \"answer\": 7}\n");

    assertThat(answers.size()).isEqualTo(2);
    assertThat(answers.to("Why?", "Why?")).contains(TextNode.valueOf("So."));
    assertThat(answers.to("x", "I ask: Why?")).contains(TextNode.valueOf("So."));
    assertThat(answers.to("Say?", "Say?").orElseThrow().intValue()).isEqualTo(7);
    assertThat(answers.to("no", "no")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "oops | not JSON",
        "[] | not a JSON object",
        "{\"answer\": 1} | question: a text is needed",
        "{\"question\": \"a\"} | answer: a value is needed",
        "{\"question\": \"a\", \"answer\": 1, \"more\": 2} | unknown field 'more'"
      })
  @DisplayName("is refused with file and line where a line is wrong")
  void read_namesTheLine(String line, String message) {
    assertThatThrownBy(() -> read(FIRST + line + "\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("answers.jsonl:2: " + message);
  }

  private Answers read(String lines) throws IOException {
    return AnswerFile.read(Files.writeString(directory.resolve("answers.jsonl"), lines));
  }
}
