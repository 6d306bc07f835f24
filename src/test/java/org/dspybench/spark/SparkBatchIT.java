package org.dspybench.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dspybench.simulator.SimulatorProcess;
import org.dspybench.simulator.call.SimulatedCall;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.control.SimulatorControl;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * On a real Spark whose executors are processes. {@code -Ddspybench.spark.questions=20000
 * -Ddspybench.spark.kills=5 -Ddspybench.spark.quota=200 -Ddspybench.spark.seconds=40} is the long
 * way.
 */
@DisplayName("spark-submit --class org.dspybench.spark.SparkBatch")
@Tag("slow")
class SparkBatchIT {

  private static final int QUESTIONS = Integer.getInteger("dspybench.spark.questions", 1000);
  private static final int KILLS = Integer.getInteger("dspybench.spark.kills", 1);
  private static final int WORKERS = 50;

  /** One for each worker of an executor, and some whose answers are between it and the journal. */
  private static final int UNDER_WAY = WORKERS + 5;

  private static final int SECONDS = Integer.getInteger("dspybench.spark.seconds", 8);
  private static final int QUOTA_PER_SECOND = Integer.getInteger("dspybench.spark.quota", 100);
  private static final JsonMapper JSON = new JsonMapper();

  private static SimulatorProcess simulator;
  private static SimulatorControl control;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws IOException {
    Submitted.spark();
    simulator = SimulatorProcess.startCold(constant());
    control = simulator.control();
  }

  @AfterAll
  static void stop() {
    if (simulator != null) {
      simulator.close();
    }
  }

  /** Each answer after 100 ms. */
  private static SimulatorSettings constant() {
    return new SimulatorSettings(SimulatorProfile.named("constant"), 42, 1 / 15.0);
  }

  private static String question(int number) {
    return "Why " + number + "?";
  }

  private void ask(int count) throws IOException {
    Files.writeString(
        folder.resolve("q.jsonl"),
        IntStream.range(0, count)
            .mapToObj(i -> "{\"question\":\"" + question(i) + "\"}\n")
            .collect(Collectors.joining()));
  }

  private List<String> arguments(String... more) {
    return Stream.concat(
            Stream.of(
                "--input",
                "q.jsonl",
                "--output",
                "a.jsonl",
                "--model",
                "simulated",
                "--endpoint",
                simulator.baseUrl().toString()),
            Stream.of(more))
        .toList();
  }

  private ProcessBuilder job(String... more) throws IOException {
    return Submitted.job(folder, 2, Map.of(), arguments(more));
  }

  private void assertAnswered(Submitted job) throws Exception {
    assertThat(job.exitCode()).as(job.err()).isZero();
    assertThat(indexes(outcomes()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, QUESTIONS).boxed().toList());
    assertThat(outcomes())
        .allSatisfy(
            outcome ->
                assertThat(outcome.at("/answer/answer").asText())
                    .isEqualTo("answer: " + outcome.at("/question/question").asText()));
    assertThat(folder.resolve("a.jsonl.checkpoint")).doesNotExist();
    assertThat(folder.resolve("a.jsonl.draft")).doesNotExist();
  }

  private List<JsonNode> outcomes() throws IOException {
    return rows(folder.resolve("a.jsonl"), ".txt");
  }

  private static List<JsonNode> rows(Path output, String extension) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    try (Stream<Path> parts = Files.list(output)) {
      for (Path part : parts.filter(file -> file.toString().endsWith(extension)).toList()) {
        for (String line : Files.readAllLines(part, StandardCharsets.UTF_8)) {
          rows.add(JSON.readTree(line));
        }
      }
    }
    return rows;
  }

  private static List<Integer> indexes(List<JsonNode> outcomes) {
    return outcomes.stream().map(outcome -> outcome.path("index").asInt()).toList();
  }

  private static JsonNode withoutLatency(JsonNode outcome) {
    return ((ObjectNode) outcome).without("latencyMs");
  }

  @Test
  @DisplayName(
      "the outcomes are those of the command batch, by a request for each question and each retry")
  void outcomes_areThoseOfBatch() throws Exception {
    ask(QUESTIONS);
    control.configure(
        new SimulatorSettings(
            SimulatorProfile.named("constant")
                .withFaults(List.of(FaultRule.of(FaultKind.UNAVAILABLE, new Trigger.Share(0.03)))),
            42,
            1 / 15.0));
    try (Submitted job = Submitted.start(job("--metrics", "metrics.json"))) {
      assertAnswered(job);
    }
    JsonNode metrics = JSON.readTree(folder.resolve("metrics.json").toFile());
    int retries = 0;
    for (JsonNode ofCause : metrics.at("/calls/retries")) {
      retries += ofCause.asInt();
    }
    assertThat(retries).isPositive();
    assertThat(control.stats().requests()).isEqualTo(QUESTIONS + retries);
    assertThat(metrics.at("/questions/answered").asInt()).isEqualTo(QUESTIONS);
    assertThat(metrics.at("/calls/requests").asInt()).isEqualTo(QUESTIONS + retries);
    assertThat(metrics.at("/latency/count").asInt()).isEqualTo(QUESTIONS);
    assertThat(metrics.path("executors")).hasSize(2);
    assertThat(withoutLatencies(outcomes()))
        .containsExactlyInAnyOrderElementsOf(withoutLatencies(ofBatch()));
  }

  private static List<JsonNode> withoutLatencies(List<JsonNode> outcomes) {
    return outcomes.stream().map(SparkBatchIT::withoutLatency).toList();
  }

  private List<JsonNode> ofBatch() throws Exception {
    Path output = folder.resolve("batch.jsonl");
    Process batch =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                System.getProperty("benchmarks.jar"),
                "batch",
                "--input",
                folder.resolve("q.jsonl").toString(),
                "--output",
                output.toString(),
                "--model",
                "simulated",
                "--max-concurrent",
                String.valueOf(WORKERS),
                "--endpoint",
                simulator.baseUrl().toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("batch.txt").toFile())
            .start();
    assertThat(batch.waitFor(10, TimeUnit.MINUTES)).isTrue();
    List<JsonNode> outcomes = new ArrayList<>();
    for (String line : Files.readAllLines(output)) {
      outcomes.add(JSON.readTree(line));
    }
    return outcomes;
  }

  @Test
  @DisplayName("kill -9 of executors loses no outcome, and only what was under way is asked again")
  void killedExecutors_loseNothing() throws Exception {
    ask(QUESTIONS);
    control.configure(constant());
    try (Submitted job = Submitted.start(job())) {
      for (int kill = 1; kill <= KILLS; kill++) {
        long until = (long) QUESTIONS * kill / (KILLS + 1);
        waitFor(() -> control.stats().answered() >= until || !job.isAlive());
        ProcessHandle executor = job.executors().get(0);
        executor.destroyForcibly();
        executor.onExit().join();
      }
      assertAnswered(job);
    }
    System.out.printf(
        "%d questions, %d kills: %s%n", QUESTIONS, KILLS, control.stats().requests() - QUESTIONS);
    assertThat(control.stats().requests())
        .isBetween((long) QUESTIONS, QUESTIONS + (long) KILLS * UNDER_WAY);
  }

  @Test
  @DisplayName("kill -9 of the driver loses no outcome: --resume asks what has none")
  void killedDriver_isResumed() throws Exception {
    ask(QUESTIONS);
    control.configure(constant());
    try (Submitted job = Submitted.start(job())) {
      waitFor(() -> control.stats().answered() >= QUESTIONS / 2 || !job.isAlive());
      job.killDriver();
    }
    assertThat(folder.resolve("a.jsonl")).doesNotExist();
    waitFor(() -> control.stats().inFlight() == 0);
    try (Submitted job = Submitted.start(job("--resume"))) {
      assertAnswered(job);
    }
    System.out.printf(
        "%d questions, driver killed: %s%n", QUESTIONS, control.stats().requests() - QUESTIONS);
    assertThat(control.stats().requests()).isBetween((long) QUESTIONS, QUESTIONS + 2L * UNDER_WAY);
  }

  @Test
  @DisplayName("a limit by rate is the cluster's: two executors keep to one quota")
  void quota_isTheClusters() throws Exception {
    int questions = SECONDS * QUOTA_PER_SECOND;
    ask(questions);
    control.configure(
        new SimulatorSettings(
            SimulatorProfile.named("constant")
                .withLimits(RateLimits.perMinute(60 * QUOTA_PER_SECOND, null, 1 / 60.0)),
            42,
            1 / 15.0));
    try (Submitted job = Submitted.start(job("--limit", "rate:" + 60 * QUOTA_PER_SECOND + "rpm"))) {
      assertThat(job.exitCode()).as(job.err()).isZero();
    }
    SimulatorStats stats = control.stats();
    double perSecond = admittedPerSecond(control.calls());
    System.out.printf(
        "quota %d/s: %.1f/s admitted, %d of %d refused%n",
        QUOTA_PER_SECOND, perSecond, stats.rateLimited(), stats.requests());
    assertThat(stats.rateLimited()).isLessThanOrEqualTo(stats.requests() / 20);
    // A machine that stands still for a moment lets a second's calls start together afterwards.
    double tolerance = Math.max(0.05, 1.5 / SECONDS);
    assertThat(perSecond).isCloseTo(QUOTA_PER_SECOND, within(tolerance * QUOTA_PER_SECOND));
  }

  /** Between the burst of the start, and the end, when the last parts have an executor alone. */
  private static double admittedPerSecond(List<SimulatedCall> calls) {
    long[] arrivals =
        calls.stream()
            .filter(call -> call.status() == 200)
            .mapToLong(SimulatedCall::arrivedAtMicros)
            .sorted()
            .toArray();
    int from = arrivals.length / 4;
    int to = arrivals.length * 9 / 10;
    return (to - from) * 1e6 / (arrivals[to] - arrivals[from]);
  }

  @Test
  @DisplayName("a node without Python is named, with its host and what would mend it, at once")
  void executorWithoutPython_isNamed() throws Exception {
    ask(10);
    try (Submitted job = Submitted.start(job("--python", "/nowhere"))) {
      assertThat(job.exitCode()).isEqualTo(2);
      assertThat(job.err())
          .containsPattern("spark-batch: executor \\d on 127\\.0\\.0\\.1: --python names /nowhere")
          .contains("each node needs a Python environment")
          .doesNotContain("failed 4 times");
    }
  }

  @Test
  @DisplayName("a table of which one column is asked keeps the others, and what is in quotes")
  void columnsThatAreNotAsked_areKept() throws Exception {
    Files.writeString(
        folder.resolve("t.csv"), "id,question\n7,\"Why, and\n\"\"how\"\"?\"\n8,Why?\n9,Why?\n");
    List<String> arguments =
        List.of(
            "--input", folder.resolve("t.csv").toString(),
            "--output", folder.resolve("a.jsonl").toString(),
            "--columns", "question",
            "--program", "dspybench.controls:Empty",
            "--model", "none");
    try (Submitted job = Submitted.start(Submitted.job(folder, 0, Map.of(), arguments))) {
      assertThat(job.exitCode()).as(job.err()).isZero();
    }
    assertThat(outcomes())
        .extracting(
            outcome ->
                outcome.at("/columns/id").asText() + ": " + outcome.at("/answer/answer").asText())
        .containsExactlyInAnyOrder("7: Why, and\n\"how\"?", "8: Why?", "9: Why?");
    assertThat(outcomes())
        .extracting(outcome -> outcome.path("source").asText())
        .containsExactlyInAnyOrder("predicted", "predicted", "duplicate");
  }

  @Test
  @DisplayName("Parquet holds the input's columns, and the outcome beside them")
  void parquet_isWritten() throws Exception {
    Files.writeString(
        folder.resolve("t.jsonl"),
        "{\"id\":7,\"question\":\"Why?\"}\n{\"id\":8,\"question\":\"How?\"}\n");
    List<String> arguments =
        List.of(
            "--input", folder.resolve("t.jsonl").toString(),
            "--output", folder.resolve("labels.parquet").toString(),
            "--columns", "question",
            "--program", "dspybench.controls:Empty",
            "--model", "none");
    try (Submitted job = Submitted.start(Submitted.job(folder, 0, Map.of(), arguments))) {
      assertThat(job.exitCode()).as(job.err()).isZero();
    }

    assertThat(Submitted.parquetRows(folder, "labels.parquet"))
        .extracting(
            line -> {
              JsonNode row = JSON.readTree(line);
              return "%s %s %s"
                  .formatted(
                      row.path("id"), row.path("question"), row.at("/outcome/answer/answer"));
            })
        .containsExactlyInAnyOrder("7 \"Why?\" \"Why?\"", "8 \"How?\" \"How?\"");
  }

  @Test
  @DisplayName("an application of one's own predicts a dataset, and goes on with the outcomes")
  void library_returnsTheOutcomesBesideTheRows() throws Exception {
    control.configure(constant());
    List<String> arguments =
        List.of(
            simulator.baseUrl().toString(),
            folder.resolve("checkpoint").toString(),
            folder.resolve("answers").toString());
    try (Submitted application =
        Submitted.start(Submitted.application(folder, 2, OwnApplication.class, arguments))) {
      assertThat(application.exitCode()).as(application.err()).isZero();
      assertThat(application.out()).containsExactly("20 answered");
    }

    assertThat(rows(folder.resolve("answers"), ".json"))
        .extracting(row -> row.path("id") + " " + row.path("answer").asText())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 20).mapToObj(i -> i + " answer: Why " + i % 15 + "?").toList());
    assertThat(control.stats().requests()).isEqualTo(15);
  }

  @Test
  @DisplayName("a question is the same from Parquet, a table, JSONL, CSV and text")
  void inputs_areReadInEachFormat() throws Exception {
    Files.writeString(folder.resolve("tickets.jsonl"), "{\"question\":\"Why, \\\"now\\\"?\"}\n");
    Files.writeString(folder.resolve("tickets.csv"), "question\n\"Why, \"\"now\"\"?\"\n");
    for (String text : List.of("tickets.txt", "tickets.data")) {
      Files.writeString(folder.resolve(text), "\nWhy, \"now\"?\n\n");
    }
    try (Submitted application =
        Submitted.start(
            Submitted.application(folder, 0, ReadInputs.class, List.of(folder.toString())))) {
      assertThat(application.exitCode()).as(application.err()).isZero();
      assertThat(application.out()).hasSize(6).containsOnly("{\"question\":\"Why, \\\"now\\\"?\"}");
    }
  }

  @Test
  void speculation_isRefused() throws Exception {
    ask(1);
    try (Submitted job =
        Submitted.start(
            Submitted.job(folder, 1, Map.of("spark.speculation", "true"), arguments()))) {
      assertThat(job.exitCode()).isEqualTo(2);
      assertThat(job.err()).contains("spark-batch: speculative execution asks questions twice");
    }
  }

  private static void waitFor(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
      Thread.sleep(5);
    }
  }
}
