package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.dspybench.console.Durations;
import org.dspybench.console.JobSummary;
import org.dspybench.console.MetricsSummary;
import org.dspybench.console.ProgressLine;
import org.dspybench.console.Terminal;
import org.dspybench.console.TimeSpan;
import org.dspybench.job.JobProgress;
import org.dspybench.job.JobResult;
import org.dspybench.job.JobResult.Ending;
import org.dspybench.job.JobTally;
import org.dspybench.modes.Ladder;
import org.dspybench.modes.Ladder.Step;
import org.dspybench.modes.Measured;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What batch prints")
class BatchOutputTest {

  private static final Terminal FILE = new Terminal(false, false);
  private static final Terminal NO_COLOUR = new Terminal(true, false);
  private static final Terminal COLOUR = new Terminal(true, true);

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);

  private static JobProgress progress(OptionalLong total, long done, long failed, int seconds) {
    return new JobProgress(total, 100, done, failed, 7, Duration.ofSeconds(seconds));
  }

  @Test
  void progress_isALineWithTheTimeLeft() {
    assertThat(ProgressLine.line(progress(OptionalLong.of(2000), 400, 3, 4), FILE))
        .isEqualTo(" 25 % 500/2,000 done, 7 in flight, 3 failed, 100/s, 15 s left");
  }

  @Test
  void progress_hasABarOnATerminal_andColoursUnlessUnwanted() {
    JobProgress progress = progress(OptionalLong.of(2000), 400, 3, 4);
    assertThat(ProgressLine.line(progress, NO_COLOUR))
        .startsWith(" 25 % ━━━━━───────────────")
        .doesNotContain("\u001B")
        .hasSizeLessThan(100);
    assertThat(ProgressLine.line(progress, COLOUR)).contains("\u001B[31m3 failed\u001B[0m");
  }

  @Test
  void progress_doesWithoutATotal_onAStream() {
    assertThat(ProgressLine.line(progress(OptionalLong.empty(), 2, 0, 4), FILE))
        .isEqualTo("102 done, 7 in flight, 0 failed, 0.5/s");
  }

  @Test
  void progress_isNotYetAny_whilePythonStarts() {
    assertThat(ProgressLine.line(progress(OptionalLong.of(2000), 0, 0, 0), FILE))
        .isEqualTo("starting Python");
  }

  private String summary(JobResult result) {
    new JobSummary(out, FILE).print(result, "a.jsonl");
    return text.toString();
  }

  @Test
  void summary_namesTheFirstWithoutAnAnswer_andSaysHowToGoOn() {
    JobResult result =
        new JobResult(
            Ending.COMPLETE,
            new JobTally(1990, 12, 0, 0),
            2002,
            List.of(new JobResult.Unanswered(17, "server", "500: oh\nTraceback")),
            Optional.empty(),
            Optional.of(Path.of("a.jsonl.journal")));

    assertThat(summary(result))
        .isEqualTo(
            """
            Without an answer
              question 17: server: 500: oh
              and 11 more
            a.jsonl: 1,990 answered, 12 failed
            The same command with --resume --retry-failed asks them again; \
            a.jsonl.journal keeps the others.
            """);
  }

  @Test
  void summary_ofAnInterruptedRun_saysHowToGoOn() {
    JobResult result =
        new JobResult(
            Ending.CANCELLED,
            new JobTally(5, 0, 0, 0),
            5,
            List.of(),
            Optional.empty(),
            Optional.of(Path.of("a.jsonl.journal")));

    assertThat(summary(result))
        .isEqualTo(
            """
            Interrupted: 5 answered
            The same command with --resume asks the others; a.jsonl.journal keeps these.
            """);
  }

  @Test
  void metrics_areInFourSections() {
    new MetricsSummary(out, FILE).print(Measured.answering(200, 10));

    assertThat(text.toString().lines().filter(line -> !line.startsWith(" ")))
        .extracting(line -> line.split(" ", 2)[0])
        .containsExactly("Timing", "Throughput", "Concurrency", "Errors");
    assertThat(text.toString()).contains("in all", "5.00 s", "200.0/s", "50.0 ms", "peak 200 MiB");
  }

  @Test
  void ladder_isATableACurveAndANumber() {
    Ladder ladder =
        new Ladder(
            List.of(
                new Step(1, Measured.answering(20, 1)),
                new Step(4, Measured.answering(80, 4)),
                new Step(10, Measured.answering(160, 10)),
                new Step(16, Measured.answering(160, 16))));
    new LadderSummary(out, FILE).print(ladder);

    assertThat(text.toString())
        .contains("      4        80.0     4.00       100 %")
        .contains("     10       160.0     8.00        80 %")
        .contains("Optimal concurrency: 10, the fewest workers within 5 % of the best, 160.0/s");
    assertThat(ThroughputCurve.lines(ladder))
        .containsExactly(
            "     160/s ┤                ●······●",
            "           │              ··",
            "           │             ·",
            "           │            ·",
            "           │          ··",
            "      80/s ┤         ●",
            "           │       ··",
            "           │     ··",
            "           │   ··",
            "           │  ●",
            "       0/s ┤",
            "           └──┬──────┬──────┬──────┬────",
            "    workers   1      4     10     16");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 µs",
    "850000, 850 µs",
    "999600, 1.00 ms",
    "52100000, 52.1 ms",
    "1310000000, 1.31 s",
    "125000000000, 2 min 5 s"
  })
  void durations_haveThreeDigits(long nanos, String expected) {
    assertThat(Durations.measured(Duration.ofNanos(nanos))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"500ms, PT0.5S", "30s, PT30S", "1.5m, PT1M30S", "2h, PT2H"})
  void times_haveUnits(String written, Duration expected) {
    assertThat(new TimeSpan().convert(written)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"30", "s", "-1s", "1e9s", "2 h", "1d"})
  void timesWithoutAUnit_areRefused(String written) {
    assertThatThrownBy(() -> new TimeSpan().convert(written))
        .hasMessageContaining("500ms, 30s, 5m or 2h");
  }
}
