package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("batch")
class BatchCommandTest {

  private static SimulatedLm simulator;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    simulator = SimulatedLm.start(settings("instant"), 0);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static SimulatorSettings settings(String profile) {
    return new SimulatorSettings(SimulatorProfile.named(profile), 42, 0.001);
  }

  @BeforeEach
  void begin() {
    simulator.control().configure(settings("instant"));
  }

  private record Result(int exitCode, String out, String err) {}

  private static Result execute(List<String> args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream outBefore = System.out;
    PrintStream errBefore = System.err;
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      int exitCode = Main.execute(args.toArray(String[]::new));
      return new Result(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(outBefore);
      System.setErr(errBefore);
    }
  }

  private static Result batch(String... args) {
    List<String> all = new ArrayList<>(List.of("batch"));
    all.addAll(List.of(args));
    return execute(all);
  }

  private Result job(String input, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "batch",
                "--input",
                folder.resolve(input).toString(),
                "--output",
                folder.resolve("a.jsonl").toString(),
                "--endpoint",
                simulator.baseUrl().toString(),
                "--model",
                "simulated"));
    all.addAll(List.of(more));
    return execute(all);
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private List<String> answers() throws IOException {
    return Files.readAllLines(folder.resolve("a.jsonl"));
  }

  @Test
  @DisplayName("a job: outcomes to the file, the summary to standard error, exit code 0")
  void job_writesOutcomes() throws IOException {
    write("q.csv", "question,tone\nWhy?,kind\n\"Who, me?\",rude\n");

    Result result = job("q.csv", "--signature", "question, tone -> answer, score: int");

    assertThat(result.err()).contains("Timing", "Throughput", "Concurrency", "Errors");
    assertThat(result.err()).endsWith("a.jsonl: 2 answered\n");
    assertThat(result.out()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(answers()).hasSize(2).allMatch(line -> line.contains("\"score\":"));
    assertThat(answers().get(1)).startsWith("{\"index\":1,\"status\":\"answered\"");
  }

  @Test
  void textAndItsField_areTaken() throws IOException {
    write("q.txt", "One?\nTwo?\n");
    Result result = job("q.txt", "--signature", "text -> label", "--field", "text");
    assertThat(result.exitCode()).isZero();
    assertThat(answers().get(1)).contains("\"question\":{\"text\":\"Two?\"}");
  }

  @Test
  @DisplayName("failures: named, exit code 3, and --resume --retry-failed mends them")
  void failures_areNamed_andCanBeRetried() throws IOException {
    write("q.txt", "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n");
    simulator.control().configure(settings("flaky"));

    Result first = job("q.txt", "--retries", "0");
    assertThat(first.exitCode()).isEqualTo(3);
    assertThat(first.err())
        .contains("Without an answer", ": rate-limited: ", "--resume --retry-failed asks them");
    assertThat(answers()).hasSize(12);

    simulator.control().configure(settings("instant"));
    Result second = job("q.txt", "--resume", "--retry-failed");
    assertThat(second.err()).endsWith("a.jsonl: 12 answered\n");
    assertThat(second.exitCode()).isZero();

    Result third = job("q.txt", "--resume");
    assertThat(third.err()).endsWith("Nothing was left to ask. " + a() + ": 12 answered\n");
    assertThat(third.exitCode()).isZero();
  }

  private Path a() {
    return folder.resolve("a.jsonl");
  }

  @Test
  void deadline_endsWithExitCode3_andMarksTheRest() throws IOException {
    write("q.txt", "x\n".repeat(500));
    simulator
        .control()
        .configure(new SimulatorSettings(SimulatorProfile.named("constant"), 42, 0.05));

    Result result = job("q.txt", "--deadline", "500ms", "--no-dedupe");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.err()).contains("not asked", "--resume asks the others");
    assertThat(answers()).hasSize(500);
  }

  @Test
  void metrics_areWritten_withAnIntervalLogBesideThem() throws IOException {
    write("q.txt", "a\nb\n");
    Path metrics = folder.resolve("m.json");
    assertThat(job("q.txt", "--metrics", metrics.toString()).exitCode()).isZero();
    assertThat(metrics).content().contains("\"makespanMicros\"", "\"p99Micros\"");
    assertThat(folder.resolve("m.hlog")).content().startsWith("#[Histogram log format");
  }

  @Test
  void aProgramOfOnesOwn_isFound() throws IOException {
    write("q.txt", "a\n");
    Result result =
        job("q.txt", "--program", "example:TwoSteps", "--path", "src/test/resources/programs");
    assertThat(result.err()).contains("2, in 2 requests");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  @DisplayName("mistakes are one line with exit code 2, before anything is asked or written")
  void mistakes_areOneLine() throws IOException {
    write("q.txt", "a\n");
    write("q.jsonl", "{\"question\":\"a\"}\nnonsense\n");
    write("q.dat", "a\n");
    String q = folder.resolve("q.txt").toString();
    String out = a().toString();
    assertMistake("give --input, --output and --model", batch());
    assertMistake("a job needs --output", batch("--input", q, "--model", "m"));
    assertMistake("a job needs --model", batch("--input", q, "--output", out));
    assertMistake("q.jsonl:2: is no JSON", job("q.jsonl"));
    assertMistake("say which with --format", job("q.dat"));
    assertMistake("no such file", job("absent.txt"));
    assertMistake("no format 'xml'", job("q.dat", "--format", "xml"));
    assertMistake("exclude each other", job("q.txt", "--program", "a:B", "--signature", "a -> b"));
    assertMistake("--program is MODULE:NAME", job("q.txt", "--program", "nonsense"));
    assertMistake("no transport 'pigeon'", job("q.txt", "--transport", "pigeon"));
    assertMistake("no strategy 'teamwork'", job("q.txt", "--strategy", "teamwork"));
    assertMistake(
        "the strategy greenlets makes its calls by the transport java, not by litellm",
        job("q.txt", "--strategy", "greenlets", "--transport", "litellm"));
    assertMistake("'soon' is no time", job("q.txt", "--deadline", "soon"));
    assertMistake("--retries must not be negative", job("q.txt", "--retries", "-1"));
    assertMistake(
        "--max-concurrent must be at least 1, not 0", job("q.txt", "--max-concurrent", "0"));
    assertMistake("--retry-failed", job("q.txt", "--retry-failed"));
    assertMistake("slow", job("q.txt", "--limit", "slow"));
    assertMistake("no mode 'huge'", batch("--mode", "huge"));
    assertMistake("leave the options of a job out", batch("--mode", "simple", "--input", q));
    assertMistake("should be specified only once", job("q.txt", "--endpoint", "http://x"));
    assertMistake(
        "must start with http",
        batch("--input", q, "--output", out, "--model", "m", "--endpoint", "ftp://x"));
    assertMistake("absent_module", job("q.txt", "--program", "absent_module:X"));
    assertMistake("--resume", batch("--input", q, "--output", "-", "--model", "m", "--resume"));
    assertThat(a()).doesNotExist();
    assertThat(folder.resolve("a.jsonl.journal")).doesNotExist();
    assertThat(simulator.control().stats().requests()).isZero();
  }

  private static void assertMistake(String words, Result result) {
    assertThat(result.err()).contains(words).startsWith("batch: ").hasLineCount(1);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void existingOutput_isRefused_withTheWayOut() throws IOException {
    write("q.txt", "a\n");
    write("a.jsonl", "precious\n");
    assertMistake("is there already", job("q.txt"));
    assertThat(answers()).containsExactly("precious");
  }

  @Test
  void help_hasExamplesAndExitCodes() {
    Result result = batch("--help");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("Examples:", "Exit codes:", "130", "--mode benchmark");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 100);
  }
}
