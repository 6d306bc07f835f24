package org.dspybench.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.dspybench.simulator.InstantSimulator.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.job.JobResult.Ending;
import org.dspybench.job.input.JobInput;
import org.dspybench.job.input.QuestionFormat;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.simulator.InstantSimulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A job")
class BatchJobTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final String SIGNATURE = "question -> answer";
  @RegisterExtension static final InstantSimulator simulator = new InstantSimulator();

  @TempDir private Path folder;
  private Path input;
  private Path output;
  private Path journal;

  @BeforeEach
  void begin() throws IOException {
    input = folder.resolve("q.jsonl");
    output = folder.resolve("a.jsonl");
    journal = folder.resolve("a.jsonl.journal");
    ask(20);
  }

  private void ask(int count) throws IOException {
    Files.writeString(
        input,
        IntStream.range(0, count)
            .mapToObj(i -> "{\"question\":\"Why " + i + "?\"}\n")
            .collect(Collectors.joining()));
  }

  /** What a job is asked for, to be changed one thing at a time. */
  private final class Request {

    private String program = SIGNATURE;
    private URI url = simulator.baseUrl();
    private Optional<JobInput> source = Optional.empty();
    private Optional<Path> target = Optional.of(output);
    private boolean resume;
    private boolean retryFailed;
    private boolean tracebacks;
    private UnaryOperator<BatchOptions.Builder> options = UnaryOperator.identity();
    private OutputStream out = OutputStream.nullOutputStream();

    Request resume() {
      resume = true;
      return this;
    }

    private Endpoint endpoint() {
      return new Endpoint(url, "simulated", "DSPYBENCH_TEST_KEY");
    }

    BatchJob open() {
      JobInput questions =
          source.orElseGet(() -> JobInput.ofFile(input, QuestionFormat.JSONL, "question"));
      return BatchJob.open(
          new JobSpec(program, endpoint(), questions, target, resume, retryFailed, tracebacks),
          out);
    }

    BatchPredictor predictor() {
      return BatchPredictor.open(
          options
              .apply(
                  BatchOptions.to(endpoint()).program(program).workers(4).retry(RetryPolicy.NONE))
              .build());
    }

    JobResult run() {
      try (BatchJob job = open()) {
        return job.run(this::predictor);
      }
    }
  }

  private List<JsonNode> outcomes() throws IOException {
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(output)) {
      nodes.add(JSON.readTree(line));
    }
    return nodes;
  }

  private static List<String> statuses(List<JsonNode> outcomes) {
    return outcomes.stream().map(outcome -> outcome.path("status").asText()).toList();
  }

  private static List<String> questions(List<JsonNode> outcomes) {
    return outcomes.stream().map(node -> node.at("/question/question").asText()).toList();
  }

  private static List<String> expected(int count) {
    return IntStream.range(0, count).mapToObj(i -> "Why " + i + "?").toList();
  }

  private static long requests() {
    return simulator.control().stats().requests();
  }

  @Test
  void outcomes_areInTheOrderAsked_withTheirQuestions() throws IOException {
    simulator.control().configure(settings("uniform", 0.01));

    JobResult result = new Request().run();

    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(result.tally()).isEqualTo(new JobTally(20, 0, 0, 0));
    assertThat(questions(outcomes())).isEqualTo(expected(20));
    assertThat(outcomes())
        .allSatisfy(
            outcome -> {
              assertThat(outcome.at("/answer/answer").asText())
                  .isEqualTo("answer: " + outcome.at("/question/question").asText());
              assertThat(outcome.path("latencyMs").asDouble()).isPositive();
            });
    assertThat(outcomes()).extracting(node -> node.path("index").asInt()).isSorted();
    assertThat(folder).isDirectoryNotContaining("glob:**.{journal,draft}");
    assertThat(result.journal()).isEmpty();
  }

  @Test
  @DisplayName("an output that is there is refused, and stays")
  void existingOutput_isRefused() throws IOException {
    Files.writeString(output, "precious\n");
    assertThatThrownBy(new Request()::run)
        .isInstanceOf(JobException.class)
        .hasMessage(output + " is there already; give --output another file, or delete it");
    assertThat(output).hasContent("precious");

    assertThat(requests()).isZero();
  }

  @Test
  void leftoverJournal_isRefused_unlessItHoldsNothing() throws IOException {
    interruptAfter(7);
    String before = Files.readString(journal);
    assertThatThrownBy(new Request()::run).hasMessageContainingAll(journal.toString(), "--resume");
    assertThat(journal).hasContent(before);

    Files.writeString(journal, before.lines().findFirst().orElseThrow());
    assertThat(new Request().run().tally().answered()).isEqualTo(20);
  }

  @Test
  @DisplayName("everything wrong with input and output is found before a question is asked")
  void mistakes_areFoundBeforehand() throws IOException {
    Files.writeString(input, "{\"question\":\"a\"}\n".repeat(100) + "{\"question\n");
    assertThatThrownBy(new Request()::open).message().startsWith(input + ":101: is no JSON");
    assertThat(output).doesNotExist();

    ask(1);
    Request elsewhere = new Request();
    elsewhere.target = Optional.of(folder.resolve("absent/a.jsonl"));
    assertThatThrownBy(elsewhere::open)
        .hasMessageContaining("absent")
        .hasMessageContaining("folder");
    elsewhere.target = Optional.of(folder);
    assertThatThrownBy(elsewhere::open).hasMessageContaining("is a folder");
  }

  @Test
  void journalOfAJobThatNeverBegan_isNotLeftBehind() throws IOException {
    Files.writeString(input, "nonsense\n");
    assertThatThrownBy(new Request()::open).isInstanceOf(IllegalArgumentException.class);
    assertThat(journal).doesNotExist();
  }

  @Test
  @DisplayName("--resume asks what the journal lacks, and nothing else")
  void resume_asksWhatIsMissing() throws IOException {
    interruptAfter(7);
    long before = requests();
    long recorded = Files.readAllLines(journal).size() - 1L;
    simulator.control().reset();

    JobResult result = new Request().resume().run();

    assertThat(before).isGreaterThanOrEqualTo(recorded);
    assertThat(requests()).isEqualTo(20 - recorded);
    assertThat(result.asked()).isEqualTo(20 - recorded);
    assertThat(result.tally()).isEqualTo(new JobTally(20, 0, 0, 0));
    assertThat(questions(outcomes())).isEqualTo(expected(20));
    assertThat(journal).doesNotExist();
  }

  /** Runs until so many outcomes are there, and cancels. */
  private JobResult interruptAfter(int outcomes) {
    simulator.control().configure(settings("constant", 0.02));
    try (BatchJob job = new Request().open()) {
      CompletableFuture<Void> watch =
          CompletableFuture.runAsync(
              () -> {
                while (job.progress().done() < outcomes) {
                  Thread.onSpinWait();
                }
                job.cancel();
              });
      JobResult result = job.run(new Request()::predictor);
      watch.join();
      return result;
    }
  }

  @Test
  void cancelledJob_keepsWhatIsFinished_andWritesNoOutput() throws IOException {
    JobResult result = interruptAfter(7);

    assertThat(result.ending()).isEqualTo(Ending.CANCELLED);
    assertThat(result.journal()).contains(journal);
    assertThat(result.tally().answered()).isBetween(7L, 19L);
    assertThat(Files.readAllLines(journal)).hasSize((int) result.tally().answered() + 1);
    assertThat(output).doesNotExist();
  }

  @Test
  void jobCancelledBeforehand_asksNothing() {
    try (BatchJob job = new Request().open()) {
      job.cancel();
      assertThat(job.run(new Request()::predictor).ending()).isEqualTo(Ending.CANCELLED);
    }
    assertThat(requests()).isZero();
  }

  @Test
  void resume_refusesAnotherQuestion_andNamesItsLine() throws IOException {
    interruptAfter(7);
    String text = Files.readString(input);
    Files.writeString(input, "\n" + text.replace("Why 0?", "Why not?"));

    assertThatThrownBy(new Request().resume()::open)
        .isInstanceOf(JobException.class)
        .message()
        .startsWith("line 2 of " + input + " is not the question that was asked")
        .hasLineCount(1);
  }

  @Test
  @DisplayName("--resume does not mind another order of a question's fields, or other spaces")
  void resume_acceptsTheSameQuestionWrittenOtherwise() throws IOException {
    Files.writeString(input, "{\"question\":\"a\",\"context\":\"b\"}\n");
    Request request = new Request();
    request.program = "question, context -> answer";
    try (BatchJob job = request.open()) {
      job.run(request::predictor);
    }
    String line = Files.readString(output);
    Files.writeString(
        journal,
        new JournalHeader(1, request.program, "simulated", "q.jsonl").json()
            + "\n"
            + new JournalRecord(
                    0,
                    AskedQuestion.of(
                            0,
                            1,
                            new org.dspybench.batch.Question(
                                java.util.Map.of("context", "b", "question", "a")))
                        .fingerprint(),
                    OutcomeJson.Status.ANSWERED,
                    line.strip())
                .line()
            + "\n");
    Files.writeString(input, "{ \"context\" : \"b\", \"question\" : \"a\" }\n");

    assertThat(request.resume().run().asked()).isZero();
  }

  @Test
  void resume_refusesAnotherProgram_andAShorterInput() throws IOException {
    interruptAfter(7);
    Request other = new Request().resume();
    other.program = "question -> label";
    assertThatThrownBy(other::open).hasMessageContaining("program question -> answer, not");

    ask(1);
    assertThatThrownBy(new Request().resume()::open)
        .hasMessageContaining("has 1 questions, but the journal");
  }

  @Test
  void resume_asksQuestionsThatWereAdded() throws IOException {
    interruptAfter(7);
    ask(30);
    assertThat(new Request().resume().run().tally().answered()).isEqualTo(30);
    assertThat(questions(outcomes())).isEqualTo(expected(30));
  }

  @Test
  void resume_ofAFinishedJob_asksNothing_andLeavesTheOutput() throws IOException {
    new Request().run();
    String before = Files.readString(output);
    simulator.control().reset();

    JobResult result = new Request().resume().run();

    assertThat(requests()).isZero();
    assertThat(result.asked()).isZero();
    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(result.tally().answered()).isEqualTo(20);
    assertThat(output).hasContent(before);
    ask(21);
    assertThatThrownBy(new Request().resume()::run)
        .hasMessageContaining("is finished, with 20 outcomes, but the input has more questions");
  }

  @Test
  void resume_withoutAnEarlierRun_begins() {
    assertThat(new Request().resume().run().tally().answered()).isEqualTo(20);
  }

  @Test
  @DisplayName("a run that ended between moving the output and deleting the journal is completed")
  void resume_ofACompleteJournal_assemblesTheOutput() throws IOException {
    interruptAfter(19);
    new Request().resume().run();
    String whole = Files.readString(output);
    assertThat(whole.lines()).hasSize(20);
  }

  @Test
  @DisplayName("failed questions are in the output and in the journal, and can be retried")
  void failedQuestions_canBeRetried() throws IOException {
    simulator.control().configure(settings("flaky", 0.001));
    JobResult first = new Request().run();

    long failed = first.tally().failed();
    assertThat(failed).isPositive();
    assertThat(first.journal()).contains(journal);
    assertThat(first.firstUnanswered())
        .hasSize((int) Math.min(10, failed))
        .isSortedAccordingTo(java.util.Comparator.comparing(JobResult.Unanswered::index))
        .allSatisfy(one -> assertThat(one.kind()).isEqualTo("rate-limited"));
    JsonNode failure =
        outcomes().stream().filter(node -> node.has("kind")).findFirst().orElseThrow();
    assertThat(failure.path("kind").asText()).isEqualTo("rate-limited");
    assertThat(failure.path("attempts").asInt()).isEqualTo(1);
    assertThat(failure.path("message").asText()).isNotEmpty();
    assertThat(failure.has("traceback")).isFalse();

    simulator.control().configure(settings("instant", 1));
    JobResult second = new Request().resume().run();
    assertThat(second.asked()).isZero();
    assertThat(second.tally()).isEqualTo(first.tally());

    Request again = new Request().resume();
    again.retryFailed = true;
    JobResult third = again.run();
    assertThat(third.asked()).isEqualTo(failed);
    assertThat(requests()).isEqualTo(failed);
    assertThat(third.tally()).isEqualTo(new JobTally(20, 0, 0, 0));
    assertThat(statuses(outcomes())).containsOnly("answered").hasSize(20);
    assertThat(questions(outcomes())).isEqualTo(expected(20));
    assertThat(journal).doesNotExist();
  }

  @Test
  void tracebacks_areInTheOutput_whereAskedFor() throws IOException {
    simulator.control().configure(settings("flaky", 0.001));
    Request verbose = new Request();
    verbose.tracebacks = true;
    verbose.run();
    assertThat(outcomes().stream().filter(node -> node.has("kind")))
        .isNotEmpty()
        .allSatisfy(node -> assertThat(node.path("traceback").asText()).contains("Traceback"));
  }

  @Test
  @DisplayName("at the deadline the output is written, the rest marked, and --resume goes on")
  void deadline_marksTheRest() throws IOException {
    ask(200);
    simulator.control().configure(settings("constant", 0.1));
    Request hurried = new Request();
    hurried.options = options -> options.batchDeadline(Duration.ofMillis(700));

    JobResult result = hurried.run();

    assertThat(result.ending()).isEqualTo(Ending.TIMED_OUT);
    assertThat(questions(outcomes())).isEqualTo(expected(200));
    assertThat(statuses(outcomes())).containsOnly("answered", "timed-out", "not-asked");
    assertThat(result.tally().questions()).isEqualTo(200);
    assertThat(result.tally().answered()).isPositive();
    assertThat(result.tally().timedOut()).isPositive();
    assertThat(result.tally().notAsked()).isPositive();
    assertThat(result.journal()).contains(journal);

    simulator.control().configure(settings("instant", 1));
    JobResult second = new Request().resume().run();
    assertThat(second.asked()).isEqualTo(200 - result.tally().answered());
    assertThat(statuses(outcomes())).containsOnly("answered").hasSize(200);
    assertThat(journal).doesNotExist();
  }

  @Test
  void questionDeadline_isNoEndOfTheJob() throws IOException {
    simulator.control().configure(settings("constant", 100));
    Request hurried = new Request();
    hurried.options = options -> options.questionDeadline(Duration.ofMillis(50)).workers(20);

    JobResult result = hurried.run();

    assertThat(result.ending()).isEqualTo(Ending.COMPLETE);
    assertThat(result.tally()).isEqualTo(new JobTally(0, 0, 20, 0));
    assertThat(result.firstUnanswered()).hasSize(10);
    assertThat(statuses(outcomes())).containsOnly("timed-out").hasSize(20);
    assertThat(journal).exists();
  }

  @Test
  @DisplayName("standard output: in the order asked, as they come, without a journal")
  void streamedOutcomes_areInOrder() throws IOException {
    simulator.control().configure(settings("uniform", 0.01));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Request streamed = new Request();
    streamed.target = Optional.empty();
    streamed.out = out;

    JobResult result = streamed.run();

    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).split("\n", -1)) {
      lines.add(JSON.readTree(line));
    }
    assertThat(questions(lines.subList(0, 20))).isEqualTo(expected(20));
    assertThat(result.tally()).isEqualTo(new JobTally(20, 0, 0, 0));
    assertThat(result.journal()).isEmpty();
    assertThatThrownBy(streamed.resume()::open)
        .hasMessageContaining("standard output keeps no journal");
  }

  @Test
  @DisplayName("standard input: read once; a fault on the way keeps what came before it")
  void streamedQuestions_areJournalledLikeOthers() throws IOException {
    String good = Files.readString(input);
    Request streamed = new Request();
    streamed.source = Optional.of(stream(good + "nonsense\n"));

    assertThatThrownBy(streamed::run)
        .isInstanceOf(JobException.class)
        .message()
        .startsWith("standard input:21: is no JSON")
        .contains("--resume", journal.toString())
        .hasLineCount(1);
    assertThat(Files.readAllLines(journal)).hasSize(21);

    simulator.control().reset();
    streamed.source = Optional.of(stream(good + "{\"question\":\"Why 20?\"}\n"));
    JobResult result = streamed.resume().run();
    assertThat(requests()).isEqualTo(1);
    assertThat(result.tally().answered()).isEqualTo(21);
    assertThat(questions(outcomes())).isEqualTo(expected(21));
  }

  private static JobInput stream(String text) {
    return JobInput.ofStream(
        "standard input",
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        QuestionFormat.JSONL,
        "question");
  }

  @Test
  void outputThatCannotBeWritten_endsTheJob() {
    Request streamed = new Request();
    streamed.target = Optional.empty();
    streamed.out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    assertThatThrownBy(streamed::run)
        .isInstanceOf(JobException.class)
        .hasMessage("standard output cannot be written (Broken pipe)");
  }

  @Test
  void emptyInput_makesAnEmptyOutput() throws IOException {
    ask(0);
    assertThat(new Request().run().tally().questions()).isZero();
    assertThat(output).isEmptyFile();
    assertThat(journal).doesNotExist();
  }

  @Test
  @DisplayName("thousands of predictions without a call: each outcome once, in order")
  void manyQuestions_keepTheirOrder() throws IOException {
    ask(5000);
    Request empty = new Request();
    empty.program = "dspybench.controls:Empty";

    assertThat(empty.run().tally().answered()).isEqualTo(5000);
    assertThat(questions(outcomes())).isEqualTo(expected(5000));
    assertThat(outcomes())
        .allSatisfy(
            node -> assertThat(node.at("/answer/answer")).isEqualTo(node.at("/question/question")));
  }
}
