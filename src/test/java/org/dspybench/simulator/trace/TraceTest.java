package org.dspybench.simulator.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.latency.Empirical;
import org.dspybench.simulator.latency.RecordedLatency;
import org.dspybench.simulator.latency.RecordedLatency.Sample;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.provider.Hints;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A trace, read as a profile,")
class TraceTest {

  private static final String SUCCESS =
      """
      {"arrivedAt":"2026-08-01T23:59:59.5Z","firstByteMicros":400000,"latencyMicros":1250000,\
      "status":200,"complete":true,"streamed":true,"requestBytes":90,"responseBytes":800,\
      "promptTokens":20,"completionTokens":12}""";
  private static final String WITH_CONTENT =
      SUCCESS.replace("}", ",\"request\":\"Où ?\",\"response\":\"À São Paulo 🙂\"}");

  @TempDir private Path folder;

  @Test
  @DisplayName("has first token, total and length of each success, and says where they come from")
  void read_takesTheLatencies() throws IOException {
    String unknownLength = SUCCESS.replace(",\"completionTokens\":12", "");
    Replay replay = read(unknownLength.replace("1250000", "900000"), SUCCESS);

    SimulatorProfile profile = replay.profile();
    assertThat(profile.name()).isEqualTo("monday");
    assertThat(profile.latency())
        .isEqualTo(
            new RecordedLatency(List.of(new Sample(0.4, 0.9, 0), new Sample(0.4, 1.25, 12))));
    assertThat(profile.source().text()).isEqualTo("trace monday.jsonl");
    assertThat(profile.source().date()).isEqualTo(LocalDate.of(2026, 8, 1));
    assertThat(profile.source().sampleSize()).isEqualTo(2);
    assertThat(profile.faults()).isEmpty();
    assertThat(profile.hash()).hasSize(12);
    assertThat(replay.notes()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "401, true, INVALID_KEY",
    "429, true, RATE_LIMIT",
    "500, true, SERVER_ERROR",
    "502, true, HTML_PAGE_502",
    "503, true, UNAVAILABLE",
    "529, true, OVERLOADED",
    "503, false, UNAVAILABLE",
    "0, false, RESET_BEFORE_HEADERS",
    "200, false, RESET_MID_BODY",
  })
  @DisplayName("has each error as the fault that looks like it, at its share")
  void read_takesTheErrors(int status, boolean complete, FaultKind kind) throws IOException {
    SimulatorProfile profile = read(SUCCESS, ended(status, complete), SUCCESS, SUCCESS).profile();

    assertThat(profile.faults())
        .extracting(FaultRule::kind, FaultRule::trigger)
        .containsExactly(tuple(kind, new Trigger.Share(0.25)));
  }

  @Test
  @DisplayName("has a success without a byte as an empty body")
  void read_takesAnEmptyBody() throws IOException {
    String empty = SUCCESS.replace("\"responseBytes\":800", "\"responseBytes\":0");

    assertThat(read(SUCCESS, empty).profile().faults())
        .containsExactly(FaultRule.of(FaultKind.EMPTY_BODY, new Trigger.Share(0.5)));
  }

  @Test
  @DisplayName("asks for the waits that were asked for, and for none where there was none")
  void read_takesTheWaits() throws IOException {
    SimulatorProfile profile =
        read(SUCCESS, asking(200_000), ended(429, true), asking(3_000_000)).profile();

    assertThat(profile.faults())
        .containsExactly(
            new FaultRule(
                FaultKind.RATE_LIMIT, new Trigger.Share(0.25), Optional.empty(), Hints.NONE),
            new FaultRule(
                FaultKind.RATE_LIMIT,
                new Trigger.Share(0.5),
                Optional.of(new Empirical(List.of(0.2, 3.0))),
                Hints.OPENAI));
  }

  @Test
  @DisplayName("leaves out what is the request's own fault, and says so")
  void read_notesWhatItLeavesOut() throws IOException {
    Replay replay =
        read(SUCCESS, ended(400, true), ended(504, true), ended(400, true), ended(500, true));

    assertThat(replay.notes())
        .containsExactly(
            file() + ": 2 calls with status 400 are left out; the simulator has no fault for it",
            file() + ": 1 call with status 504 is left out; the simulator has no fault for it");
    assertThat(replay.profile().faults())
        .extracting(FaultRule::trigger)
        .containsExactly(new Trigger.Share(0.5));
  }

  @Test
  @DisplayName("leaves out a last line that was cut off, wherever it was, with a note")
  void read_leavesOutATornLine() throws IOException {
    byte[] whole = (WITH_CONTENT + "\n" + WITH_CONTENT + "\n").getBytes(StandardCharsets.UTF_8);
    int firstLine = whole.length / 2;
    for (int length = firstLine; length <= whole.length; length++) {
      Files.write(file(), Arrays.copyOf(whole, length));
      Replay replay = Trace.read(file());

      boolean torn = length > firstLine && length < whole.length;
      assertThat(replay.profile().source().sampleSize()).isEqualTo(length < whole.length ? 1 : 2);
      assertThat(replay.notes())
          .isEqualTo(torn ? List.of(file() + ":2: is cut off; left out") : List.of());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"arrivedAt\":\"2026                  | is no JSON: ",
        "~~                                     | is no recorded call, but ''",
        "[1]                                    | is no recorded call, but '[1]'",
        "{}                                     | is missing or not what it should be",
        "\"status\":200 => \"status\":\"fine\"  | status is missing or not what it should be",
        "\"streamed\":true => \"streamed\":true,\"state\":1 | state is not known",
        "\"status\":200, =>                     | status is missing or not what it should be",
        "\"status\":200 => \"status\":1000      | status is from 0 to 599, not 1000",
        "1250000 => -1                          | latencyMicros is 0 or more, not -1",
        "1250000 => 399999                      | firstByteMicros is at most latencyMicros",
        "\"arrivedAt\" => \"arrived\"           | arrivedAt is missing",
        "2026-08-01 => yesterday                | arrivedAt is missing or not what it should be",
      })
  @DisplayName("is refused with the line's number if another line is no call")
  void read_refusesABrokenLine(String change, String message) throws IOException {
    String[] fromTo = change.split(" =>", 2);
    String broken = fromTo.length == 1 ? change : SUCCESS.replace(fromTo[0], fromTo[1].strip());

    assertThatThrownBy(() -> read(SUCCESS, broken, SUCCESS))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(file() + ":2: ")
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
  }

  @Test
  @DisplayName("is refused if no call succeeded, and if it is empty")
  void read_refuses_whenNoCallSucceeded() throws IOException {
    assertThatThrownBy(() -> read(ended(429, true), ended(0, false)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file() + ": none of its 2 calls succeeded, so there is no latency to replay");
    Files.writeString(file(), "");
    assertThatThrownBy(() -> Trace.read(file())).hasMessageContaining("none of its 0 calls");
    assertThatThrownBy(() -> Trace.read(folder.resolve("none")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  @DisplayName("sums up as its samples do")
  void latency_sumsUp() throws IOException {
    SimulatorProfile profile =
        read(SUCCESS, SUCCESS.replace("1250000", "750000"), SUCCESS).profile();

    assertThat(profile.latency().summary().p50()).isEqualTo(Duration.ofMillis(1250));
    assertThat(profile.latency().mean()).isEqualTo(Duration.ofNanos(1_083_333_333));
  }

  private Replay read(String... lines) throws IOException {
    Files.writeString(file(), String.join("\n", lines) + "\n");
    return Trace.read(file());
  }

  private Path file() {
    return folder.resolve("monday.jsonl");
  }

  private static String ended(int status, boolean complete) {
    return SUCCESS
        .replace("\"status\":200", "\"status\":" + status)
        .replace("\"complete\":true", "\"complete\":" + complete);
  }

  private static String asking(long micros) {
    return ended(429, true).replace("}", ",\"waitMicros\":" + micros + "}");
  }
}
