package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.dspybench.console.Terminal;
import org.dspybench.results.PlannedRun;
import org.dspybench.run.Cell;
import org.dspybench.run.LaunchProgress;
import org.dspybench.run.Preset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class RunCommandTest {

  private static final Cell CELL =
      new Cell(new PlannedRun("org.example.B.m", new TreeMap<>(), 3, 1), 0, List.of(), false);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine commands =
        Main.commands().setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return commands.execute(args);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--full", "--ladder", "--lock", "--peers", "--rate-limits", "--preset=quick"})
  void twoPresets_areAUsageError(String other) {
    assertThat(run("run", "--smoke", other)).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(err.toString())
        .contains("--smoke", other.replaceFirst("=.*", ""), "mutually exclusive")
        .hasLineCount(1);
  }

  @Test
  void list_tellsWhatEachPresetIsForAndTakes() {
    assertThat(run("run", "--list")).isZero();
    for (String name : Preset.NAMES) {
      assertThat(out.toString())
          .contains(name, Preset.named(name).minutes() + " min", Preset.named(name).description());
    }
  }

  private static LaunchProgress progress(int launch, int seconds) {
    return new LaunchProgress(2, 3, launch, 60, CELL, Duration.ofSeconds(seconds));
  }

  private LaunchLine line(Terminal terminal) {
    return LaunchLine.ofLaunches(new PrintWriter(out, true), terminal, cell -> "B.m x=1");
  }

  @Test
  void progress_isALineForEachLaunch_withTheTimeLeft() {
    try (LaunchLine line = line(new Terminal(false, false))) {
      line.show(progress(14, 200));
      line.say("run: B.m x=1 failed");
      line.show(progress(15, 190));
    }

    assertThat(out.toString().lines())
        .containsExactly(
            "run: round 2 of 3, 14 of 60 launches, B.m x=1, 3 min 20 s left",
            "run: B.m x=1 failed",
            "run: round 2 of 3, 15 of 60 launches, B.m x=1, 3 min 10 s left");
  }

  @Test
  void progress_isWrittenOver_onATerminal() {
    try (LaunchLine line = line(new Terminal(true, false))) {
      line.show(progress(14, 200));
    }

    assertThat(out.toString())
        .startsWith("\rrun: round 2 of 3, 14 of 60 launches, B.m x=1, 3 min 20 s left")
        .endsWith("\r\u001B[K")
        .doesNotContain("\n");
  }

  @Test
  void timeLeft_shrinksWhileALaunchLasts_andIsNeverNegative() {
    try (LaunchLine line = line(new Terminal(false, false))) {
      assertThat(line.line(progress(14, 200), Duration.ofSeconds(20))).endsWith("3 min 0 s left");
      assertThat(line.line(progress(60, 5), Duration.ofSeconds(20))).endsWith(", 0 s left");
    }
  }
}
