package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.dspybench.calibration.Step;
import org.dspybench.console.Terminal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

@DisplayName("calibrate")
class CalibrateCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  @DisplayName("shows examples in its help")
  void help_hasExamples() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("Examples:", "calibrate --rounds 1", "Exit codes:");
  }

  @Test
  @DisplayName("refuses a number of rounds that is none in one line, before it starts anything")
  void call_is2_forNoRounds() {
    assertThat(run("--rounds", "0")).isEqualTo(2);
    assertThat(err.toString().lines()).containsExactly("calibrate: rounds are from 1 to 20, not 0");
  }

  @Test
  @DisplayName("tells each step on a terminal, over the one before, and takes the last away")
  void progress_isWrittenOver_onATerminal() {
    progress(new Terminal(true, false));

    assertThat(err.toString().split("\r", -1))
        .containsExactly(
            "",
            "warming up\u001B[K",
            "round 1 of 2: highest rate\u001B[K",
            "round 1 of 2: delays\u001B[K",
            "round 2 of 2: highest rate\u001B[K",
            "\u001B[K");
  }

  @Test
  @DisplayName("tells each round elsewhere, in a line")
  void progress_isALineForEachRound_elsewhere() {
    progress(new Terminal(false, false));

    assertThat(err.toString().lines())
        .containsExactly("warming up", "round 1 of 2", "round 2 of 2");
  }

  private void progress(Terminal terminal) {
    try (CalibrationProgress progress =
        new CalibrationProgress(new PrintWriter(err, true), terminal)) {
      progress.say("warming up");
      progress.step(new Step(1, 2, "highest rate"));
      progress.step(new Step(1, 2, "delays"));
      progress.step(new Step(2, 2, "highest rate"));
    }
  }

  private int run(String... arguments) {
    return new CommandLine(new CalibrateCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
