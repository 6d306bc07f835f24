package org.dspybench.job.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dspybench.batch.Question;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Questions from a file")
class QuestionReaderTest {

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @TempDir private Path folder;

  private static JobInput input(QuestionFormat format, byte[] bytes) {
    return JobInput.ofStream("q", new ByteArrayInputStream(bytes), format, "question");
  }

  private static JobInput input(QuestionFormat format, String text) {
    return input(format, text.getBytes(StandardCharsets.UTF_8));
  }

  private record Numbered(long line, Map<String, Object> inputs) {}

  private static List<Numbered> read(JobInput input) {
    List<Numbered> all = new ArrayList<>();
    try (QuestionReader reader = input.open()) {
      while (reader.hasNext()) {
        Question question = reader.next();
        all.add(new Numbered(reader.line(), question.inputs()));
      }
    }
    return all;
  }

  private static Numbered at(long line, Object value) {
    return new Numbered(line, Map.of("question", value));
  }

  private static void assertBad(QuestionFormat format, String text, String message) {
    assertThatThrownBy(() -> read(input(format, text)))
        .isInstanceOf(BadInputException.class)
        .message()
        .startsWith(message)
        .hasLineCount(1);
  }

  @Test
  @DisplayName("JSONL: an object a line, whatever the line ends with")
  void jsonl_isAnObjectALine() {
    String text =
        BYTE_ORDER_MARK
            + "{\"question\":\"Wofür ist 🦊\\u00e9?\"}\r\n"
            + "\n   \n"
            + "{\"question\": [1, 2.5, null, {\"a\": true}]}";

    List<Object> list = new ArrayList<>(List.of(1, 2.5));
    list.add(null);
    list.add(Map.of("a", true));
    assertThat(read(input(QuestionFormat.JSONL, text)))
        .containsExactly(at(1, "Wofür ist 🦊é?"), at(4, list));
  }

  @Test
  void jsonl_keepsAllFields_inOrder() {
    assertThat(
            read(input(QuestionFormat.JSONL, "{\"b\":1,\"a\":12345678901234567890}\n"))
                .get(0)
                .inputs()
                .toString())
        .isEqualTo("{b=1, a=12345678901234567890}");
  }

  @Test
  @DisplayName("JSONL: what is no object is one line with file, line, fault and example")
  void jsonl_namesTheFault() {
    assertBad(QuestionFormat.JSONL, "{\"a\":1}\n\n[1]\n", "q:3: is no JSON object; each line is");
    assertBad(QuestionFormat.JSONL, "\"Why?\"\n", "q:1: is no JSON object");
    assertBad(QuestionFormat.JSONL, "{}\n", "q:1: is an object without input fields");
    assertBad(QuestionFormat.JSONL, "{\"a\":1\n", "q:1: is no JSON at column ");
    assertBad(QuestionFormat.JSONL, "{\"a\":1} {\"a\":2}\n", "q:1: is no JSON at column 9");
    assertBad(QuestionFormat.JSONL, "{\"a\":1,\"a\":2}\n", "q:1: is no JSON at column ");
    assertBad(QuestionFormat.JSONL, "Why?\n", "q:1: is no JSON at column ");
    assertBad(QuestionFormat.JSONL, "null\n", "q:1: is no JSON object");
  }

  @Test
  @DisplayName("CSV: the header names the fields; quotes, commas and line breaks as in RFC 4180")
  void csv_isATable() {
    String text =
        BYTE_ORDER_MARK
            + "title, body\r\n"
            + "a,\"b, c\"\r\n"
            + "\r\n"
            + "\"say \"\"hi\"\"\",\"two\r\nlines\"\r\n"
            + "ü,\r\n"
            + "\"\",z";

    assertThat(read(input(QuestionFormat.CSV, text)))
        .containsExactly(
            new Numbered(2, Map.of("title", "a", "body", "b, c")),
            new Numbered(4, Map.of("title", "say \"hi\"", "body", "two\nlines")),
            new Numbered(6, Map.of("title", "ü", "body", "")),
            new Numbered(7, Map.of("title", "", "body", "z")));
  }

  @Test
  void csv_namesTheFault() {
    assertBad(QuestionFormat.CSV, "", "q:1: is empty; the first line names the input fields");
    assertBad(QuestionFormat.CSV, "a,,b\n", "q:1: names an input field of 3 with nothing");
    assertBad(QuestionFormat.CSV, "a,a\n", "q:1: names the input field 'a' twice");
    assertBad(
        QuestionFormat.CSV,
        "a,b\n1,2\n1,2,3\n",
        "q:3: has 3 values, but the header names 2 fields (a, b)");
    assertBad(QuestionFormat.CSV, "a,b\n1\n", "q:2: has 1 values, but the header names 2");
    assertBad(QuestionFormat.CSV, "a\n1\n\"open\nnever closed\n", "q:3: is no CSV (");
  }

  @Test
  void csv_handsOverTheQuestionsBeforeAFault() {
    try (QuestionReader reader = input(QuestionFormat.CSV, "a\n1\n2\n3,4\n").open()) {
      assertThat(reader.next().inputs()).containsEntry("a", "1");
      assertThat(reader.next().inputs()).containsEntry("a", "2");
      assertThatThrownBy(reader::hasNext).hasMessageStartingWith("q:4: ");
    }
  }

  @Test
  @DisplayName("TXT: a question a line; blank lines are none")
  void txt_isAQuestionALine() {
    assertThat(read(input(QuestionFormat.TXT, " Why?\r\n\r\n\tHow?")))
        .containsExactly(at(1, " Why?"), at(3, "\tHow?"));
    assertThat(
            read(
                JobInput.ofStream(
                    "q",
                    new ByteArrayInputStream("x".getBytes(StandardCharsets.UTF_8)),
                    QuestionFormat.TXT,
                    "text")))
        .containsExactly(new Numbered(1, Map.of("text", "x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSONL", "CSV", "TXT"})
  @DisplayName("a byte that is no UTF-8 is found on its line")
  void bytesThatAreNoText_areFoundOnTheirLine(QuestionFormat format) {
    byte[] bytes = "{\"a\":1}\n{\"a\":2}\n{\"a\":X}\n".getBytes(StandardCharsets.ISO_8859_1);
    bytes[21] = (byte) 0xE9;
    List<Question> before = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              try (QuestionReader reader = input(format, bytes).open()) {
                reader.forEachRemaining(before::add);
              }
            })
        .hasMessage("q:3: is no text in UTF-8; convert the file");
    if (format != QuestionFormat.CSV) {
      // A table is read one line ahead.
      assertThat(before).hasSize(2);
    }
  }

  @Test
  void lineWithoutEnd_isRefused_beforeItFillsTheMemory() {
    assertBad(QuestionFormat.TXT, "x".repeat((16 << 20) + 1), "q:1: is longer than 16 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSONL", "TXT"})
  void emptyFile_hasNoQuestion(QuestionFormat format) {
    assertThat(read(input(format, ""))).isEmpty();
    assertThat(read(input(format, "\n\n"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"a.jsonl, JSONL", "a.NDJSON, JSONL", "b.csv, CSV", "c/d.txt, TXT"})
  void format_isToldByTheName(String name, QuestionFormat format) {
    assertThat(QuestionFormat.ofFileName(name)).isEqualTo(format);
  }

  @Test
  void format_isAskedFor_whereTheNameDoesNotTell() {
    assertThatThrownBy(() -> QuestionFormat.ofFileName("questions.json"))
        .hasMessage(
            "the name of questions.json does not tell its format; say which with --format:"
                + " jsonl, csv, txt");
    assertThatThrownBy(() -> QuestionFormat.of("xml"))
        .hasMessage("no format 'xml'; there are: jsonl, csv, txt");
  }

  @Test
  void file_canBeReadAgain_andItsAbsenceIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("q.txt"), "a\nb\n");
    JobInput input = JobInput.ofFile(file, QuestionFormat.TXT, "question");

    assertThat(read(input)).hasSize(2).isEqualTo(read(input));
    Path absent = folder.resolve("absent.txt");
    assertThatThrownBy(() -> JobInput.ofFile(absent, QuestionFormat.TXT, "question").open())
        .hasMessage(absent + ": no such file");
    assertThatThrownBy(() -> read(JobInput.ofFile(folder, QuestionFormat.TXT, "question")))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  @DisplayName("any strings come back from JSONL and CSV as they went in")
  void anyStrings_comeBack() throws Exception {
    Random random = new Random(7);
    List<String> values = IntStream.range(0, 500).mapToObj(i -> anyString(random)).toList();
    JsonMapper json = new JsonMapper();
    StringBuilder jsonl = new StringBuilder();
    StringBuilder csv = new StringBuilder("n,question\n");
    for (String value : values) {
      Map<String, Object> object = new LinkedHashMap<>();
      object.put("question", value);
      jsonl.append(json.writeValueAsString(object)).append('\n');
      csv.append("1,\"").append(value.replace("\"", "\"\"")).append("\"\n");
    }
    assertThat(questions(input(QuestionFormat.JSONL, jsonl.toString()))).isEqualTo(values);
    assertThat(questions(input(QuestionFormat.CSV, csv.toString()))).isEqualTo(values);
  }

  private static List<Object> questions(JobInput input) {
    return read(input).stream().map(numbered -> numbered.inputs().get("question")).toList();
  }

  private static String anyString(Random random) {
    String alphabet = "ab \",;'\\\n\t{}[]:üé漢🦊\u2028\u0000";
    int[] points = alphabet.codePoints().toArray();
    return random
        .ints(random.nextInt(12), 0, points.length)
        .mapToObj(i -> Character.toString(points[i]))
        .collect(Collectors.joining());
  }
}
