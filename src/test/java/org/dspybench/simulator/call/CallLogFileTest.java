package org.dspybench.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A log file")
class CallLogFileTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static SimulatedCall call(int attempt) {
    return new SimulatedCall("key", attempt, 10, 20, 30, 60, 429, "rate-limit", 200_000L, false);
  }

  @Test
  @DisplayName("has a line for each call, which reads back as that call")
  void close_leavesALineForEachCall() throws IOException {
    Path file = folder.resolve("calls.jsonl");
    List<SimulatedCall> calls = IntStream.range(0, 10_000).mapToObj(i -> call(i)).toList();
    try (CallLogFile log = CallLogFile.create(file)) {
      calls.forEach(log);
    }

    List<SimulatedCall> read = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      read.add(JSON.readValue(line, SimulatedCall.class));
    }
    assertThat(read).isEqualTo(calls);
    assertThat(Files.readAllLines(file).get(0))
        .isEqualTo(
            "{\"key\":\"key\",\"attempt\":0,\"arrivedAtMicros\":10,\"queuedMicros\":20,"
                + "\"plannedMicros\":30,\"deliveredMicros\":60,\"status\":429,"
                + "\"fault\":\"rate-limit\",\"waitMicros\":200000,\"abandoned\":false}");
  }

  @Test
  @Timeout(30)
  @DisplayName("has each call soon after it ended, without being closed")
  void accept_isFlushed() throws IOException, InterruptedException {
    Path file = folder.resolve("calls.jsonl");
    try (CallLogFile log = CallLogFile.create(file)) {
      log.accept(call(1));
      while (!Files.readString(file).endsWith("}\n")) {
        Thread.sleep(5);
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @Timeout(30)
  @DisplayName("says at its end that it could not be written, and holds up nobody until then")
  void close_fails_whenTheDiskIsFull() throws IOException {
    CallLogFile log = CallLogFile.create(Path.of("/dev/full"));
    IntStream.range(0, 3 * CallLogFile.WAITING).forEach(i -> log.accept(call(i)));

    assertThatThrownBy(log::close).isInstanceOf(IOException.class);
  }

  @Test
  @DisplayName("that cannot be written is refused at once")
  void create_fails_whenTheFolderIsMissing() {
    assertThatThrownBy(() -> CallLogFile.create(folder.resolve("no/such/folder")))
        .isInstanceOf(NoSuchFileException.class);
  }
}
