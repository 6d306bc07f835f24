package org.dspybench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.cli.Jar.Result;
import org.dspybench.simulator.SimulatorProcess;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("java -jar benchmarks.jar batch")
@Tag("slow")
class BatchJarIT {

  private static final int QUESTIONS = 2000;

  /** {@code -Ddspybench.kills=50} is the long way; those of one run are five at most. */
  private static final int KILLS = Integer.getInteger("dspybench.kills", 3);

  private static final int KILLS_OF_A_RUN = 5;
  private static final JsonMapper JSON = new JsonMapper();

  private static SimulatorProcess simulator;
  private static SimulatorControl control;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    simulator = SimulatorProcess.startCold(settings("instant", 1));
    control = simulator.control();
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  private static SimulatorSettings settings(String profile, double timeScale) {
    return new SimulatorSettings(SimulatorProfile.named(profile), 42, timeScale);
  }

  private void ask(int count) throws IOException {
    Files.writeString(
        folder.resolve("q.jsonl"),
        IntStream.range(0, count)
            .mapToObj(i -> "{\"question\":\"" + question(i) + "\"}\n")
            .collect(Collectors.joining()));
  }

  private static String question(int number) {
    return "Why " + number + "?";
  }

  private String[] job(String... more) {
    return Stream.concat(
            Stream.of(
                "batch",
                "--input",
                "q.jsonl",
                "--output",
                "a.jsonl",
                "--model",
                "simulated",
                "--endpoint",
                simulator.baseUrl().toString()),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** Questions with a whole line in the journal. */
  private Set<String> onDisk() throws IOException {
    Path journal = folder.resolve("a.jsonl.journal");
    if (!Files.exists(journal)) {
      return Set.of();
    }
    String text = Files.readString(journal, StandardCharsets.UTF_8);
    Set<String> questions = new HashSet<>();
    for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().skip(1).toList()) {
      questions.add(JSON.readTree(line).at("/outcome/question/question").asText());
    }
    return questions;
  }

  private void assertComplete(int count) throws IOException {
    List<String> lines = Files.readAllLines(folder.resolve("a.jsonl"));
    assertThat(lines).hasSize(count);
    for (int i = 0; i < count; i++) {
      JsonNode outcome = JSON.readTree(lines.get(i));
      assertThat(outcome.path("index").asInt()).isEqualTo(i);
      assertThat(outcome.path("status").asText()).isEqualTo("answered");
      assertThat(outcome.at("/question/question").asText()).isEqualTo(question(i));
      assertThat(outcome.at("/answer/answer").asText()).isEqualTo("answer: " + question(i));
    }
    assertThat(folder.resolve("a.jsonl.journal")).doesNotExist();
    assertThat(folder.resolve("a.jsonl.draft")).doesNotExist();
  }

  @Test
  @DisplayName("kill -9 at any instant loses no outcome, and none is asked for again")
  void killedRuns_areResumed() throws Exception {
    ask(QUESTIONS);
    Map<String, String> questionOfKey = questionsByKey();
    Random random = new Random(5);
    for (int kills = 0; kills < KILLS; ) {
      Files.deleteIfExists(folder.resolve("a.jsonl"));
      for (int i = 0; i < KILLS_OF_A_RUN && kills < KILLS; i++, kills++) {
        assertNothingAskedAgain(questionOfKey, () -> killAtRandom(random));
      }
      assertNothingAskedAgain(
          questionOfKey, () -> assertThat(Jar.run(folder, job("--resume")).exitCode()).isZero());
      assertComplete(QUESTIONS);
    }
  }

  /** Asks one question after another: the calls come in that order. */
  private Map<String, String> questionsByKey() throws Exception {
    control.configure(settings("instant", 1));
    assertThat(Jar.run(folder, job("--max-concurrent", "1")).exitCode()).isZero();
    List<SimulatedCall> calls = control.calls();
    assertThat(calls.size()).isEqualTo(QUESTIONS);
    Map<String, String> questions = new HashMap<>();
    IntStream.range(0, QUESTIONS).forEach(i -> questions.put(calls.get(i).key(), question(i)));
    return questions;
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws Exception;
  }

  private void assertNothingAskedAgain(Map<String, String> questionOfKey, Attempt attempt)
      throws Exception {
    Set<String> before = onDisk();
    control.configure(settings("uniform", 0.02));
    attempt.run();
    assertThat(control.calls())
        .extracting(call -> questionOfKey.get(call.key()))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(before.isEmpty() ? List.of("none") : before);
  }

  /** Begins or goes on, and kills it at some instant after its first call. */
  private void killAtRandom(Random random) throws Exception {
    Process run = Jar.start(folder, job("--resume", "--max-concurrent", "20"));
    waitFor(() -> control.stats().requests() > 0 || !run.isAlive());
    TimeUnit.MICROSECONDS.sleep(random.nextInt(1_000_000));
    assertThat(run.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    // What was in flight ends at the simulator, too.
    waitFor(() -> control.stats().inFlight() == 0);
  }

  @Test
  @DisplayName("Ctrl-C: exit code 130, the outcomes on disk, and how to go on")
  void interrupt_keepsWhatIsFinished() throws Exception {
    ask(500);
    control.configure(settings("constant", 0.1));
    Process run = Jar.start(folder, job());
    waitFor(() -> control.stats().answered() >= 20);

    new ProcessBuilder("kill", "-INT", String.valueOf(run.pid())).start().waitFor();

    assertThat(run.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(130);
    Set<String> kept = onDisk();
    assertThat(kept).hasSizeGreaterThanOrEqualTo(10);
    assertThat(Files.readString(folder.resolve("err.txt")))
        .contains("Interrupted: " + kept.size() + " answered")
        .contains("The same command with --resume asks the others");
    assertThat(folder.resolve("a.jsonl")).doesNotExist();

    control.configure(settings("instant", 1));
    assertThat(Jar.run(folder, job("--resume")).exitCode()).isZero();
    assertThat(control.stats().requests()).isEqualTo(500 - kept.size());
    assertComplete(500);
  }

  @Test
  @DisplayName("standard input to standard output, without anything else on it; the key nowhere")
  void pipes_stayClean_andTheKeyIsNowhere() throws Exception {
    control.configure(settings("flaky", 0.001));
    ProcessBuilder builder =
        Jar.process(
            folder,
            "batch",
            "--input",
            "-",
            "--output",
            "-",
            "--model",
            "simulated",
            "--retries",
            "0",
            "--verbose",
            "--endpoint",
            simulator.baseUrl().toString(),
            "--api-key-variable",
            "SOME_KEY");
    builder.environment().put("SOME_KEY", "secret-key-1");
    Process run = builder.start();
    run.getOutputStream()
        .write(
            "{\"question\":\"a\"}\n{\"question\":\"b\"}\n"
                .repeat(20)
                .getBytes(StandardCharsets.UTF_8));
    run.getOutputStream().close();
    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();

    List<String> lines = Files.readAllLines(folder.resolve("out.txt"));
    assertThat(lines).hasSize(40).allMatch(line -> line.startsWith("{\"index\":"));
    assertThat(String.join("", lines)).doesNotContain("secret-key");
    assertThat(Files.readString(folder.resolve("err.txt")))
        .contains("standard output: ", "Errors")
        .doesNotContain("secret-key");
  }

  @Test
  @DisplayName("the four modes print every figure that they promise")
  void modes_printTheirFigures() throws Exception {
    Map<String, Process> modes = new HashMap<>();
    for (String mode : List.of("simple", "large", "rate-limited", "benchmark")) {
      List<String> args = new ArrayList<>(List.of("batch", "--mode", mode, "--time-scale", "0.01"));
      if (mode.equals("benchmark")) {
        args.addAll(List.of("--batch-size", "40", "--max-concurrent", "16"));
      }
      Path own = Files.createDirectory(folder.resolve(mode));
      modes.put(mode, Jar.start(own, args.toArray(String[]::new)));
    }
    for (Process mode : modes.values()) {
      assertThat(mode.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(printed(modes, "simple")).contains("8: 8 predicted", "workers             4");
    assertThat(printed(modes, "large")).contains("150: 150 predicted", "workers             10");
    assertThat(printed(modes, "rate-limited"))
        .contains("50: 50 predicted", "retries")
        .containsPattern("rate-limit hits +[1-9]");
    for (String mode : List.of("simple", "large", "rate-limited")) {
      assertThat(printed(modes, mode))
          .contains("Timing", "p50", "p90", "p95", "p99", "max", "in all", "LM call", "wait for")
          .contains("Throughput", "answered", "tokens", "Concurrency", "LM calls in flight")
          .contains("questions waiting", "peak", "Errors", "success", "failed", "timed out");
    }
    assertThat(printed(modes, "benchmark"))
        .contains("speedup", "efficiency", "p50", "p99", "┤", "●", "Optimal concurrency: ");
    assertThat(
            Files.readAllLines(folder.resolve("benchmark/out.txt")).stream()
                .map(line -> line.strip().split(" +", 2)[0]))
        .contains("1", "4", "10", "16");
  }

  private String printed(Map<String, Process> modes, String mode) throws IOException {
    Result result = Jar.result(Objects.requireNonNull(modes.get(mode)), folder.resolve(mode));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("Warming the simulated endpoint up");
    return result.out();
  }

  private static void waitFor(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
      Thread.sleep(5);
    }
  }
}
