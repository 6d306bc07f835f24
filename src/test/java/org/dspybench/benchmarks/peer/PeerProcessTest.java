package org.dspybench.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A peer's process")
class PeerProcessTest {

  private static PeerProcess shell(String script) {
    return PeerProcess.start(
        "shell", List.of("/bin/sh", "-c", script), Map.of("GREETING", "hello"));
  }

  @Test
  void process_answersLineByLine_onceItIsReady() {
    try (PeerProcess process =
        shell("echo ready 8080; while read line; do echo $GREETING $line; done")) {
      assertThat(process.readiness()).isEqualTo("8080");
      assertThat(process.exchange("one")).isEqualTo("hello one");
      assertThat(process.exchange("two")).isEqualTo("hello two");
    }
  }

  @Test
  @DisplayName("that dies before it is ready is an error with the last lines it printed")
  void start_fails_withWhatWasPrinted_whenTheProcessDies() {
    assertThatThrownBy(() -> shell("seq 1 30 >&2; exit 3"))
        .isInstanceOf(PeerException.class)
        .hasMessageStartingWith("the peer 'shell' ended with status 3; it printed last:")
        .hasMessageContaining("21\n")
        .hasMessageEndingWith("30")
        .hasMessageNotContaining("20\n");
  }

  @Test
  @DisplayName("that dies in the middle of a batch is an error with the last lines it printed")
  void exchange_fails_withWhatWasPrinted_whenTheProcessDies() {
    try (PeerProcess process = shell("echo ready; read line; echo cannot do $line >&2; exit 4")) {
      assertThatThrownBy(() -> process.exchange("that"))
          .isInstanceOf(PeerException.class)
          .hasMessageStartingWith("the peer 'shell' ended with status 4")
          .hasMessageEndingWith("cannot do that");
      assertThatThrownBy(() -> process.exchange("again"))
          .isInstanceOf(PeerException.class)
          .hasMessageStartingWith("the peer 'shell' ended with status 4");
    }
  }

  @Test
  void start_fails_whenTheFirstLineIsAnother() {
    assertThatThrownBy(() -> shell("echo welcome; cat"))
        .isInstanceOf(PeerException.class)
        .hasMessage("the peer 'shell' printed 'welcome' instead of 'ready'");
  }

  @Test
  void start_fails_whenThereIsNoSuchCommand() {
    assertThatThrownBy(() -> PeerProcess.start("none", List.of("/nowhere/python"), Map.of()))
        .isInstanceOf(PeerException.class)
        .hasMessageStartingWith("the peer 'none' cannot be started")
        .hasMessageContaining("/nowhere/python");
  }

  @Test
  @DisplayName("that does not end with its input is ended")
  void close_endsAProcessThatDoesNotListen() {
    PeerProcess process = shell("echo ready; exec sleep 600");
    process.close();

    assertThatThrownBy(() -> process.requireAlive(false)).hasMessageContaining("ended with status");
  }
}
