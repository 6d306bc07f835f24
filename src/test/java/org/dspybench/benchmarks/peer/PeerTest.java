package org.dspybench.benchmarks.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.fault.FaultKind;
import org.dspybench.simulator.fault.FaultRule;
import org.dspybench.simulator.fault.Trigger;
import org.dspybench.simulator.limit.RateLimits;
import org.dspybench.simulator.profile.ProfileSource;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.dspybench.simulator.provider.Hints;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A peer")
@Tag("slow")
class PeerTest {

  private static final SimulatorSettings INSTANT = SimulatorSettings.instant();
  private static final SimulatorSettings ENDLESS =
      new SimulatorSettings(SimulatorProfile.named("constant"), 1, 1000);

  private final PeerEnvironment environment = Peers.environment();
  private final SimulatedLm simulator = SimulatedLm.start(INSTANT, 0);

  @AfterEach
  void end() {
    simulator.close();
  }

  private static List<Question> questions(int count) {
    return IntStream.range(0, count).mapToObj(i -> Question.of("question", "é " + i)).toList();
  }

  private Peer start(PeerKind kind) {
    return kind.start(environment, "lm15", simulator.baseUrl());
  }

  @ParameterizedTest
  @CsvSource({
    "loop, lm15", "loop, litellm",
    "dspy-parallel, lm15", "dspy-parallel, litellm",
    "gather, lm15", "gather, litellm",
    "sidecar, lm15", "sidecar, litellm"
  })
  @DisplayName("answers each question with one call, in the order asked")
  void predict_answersEachQuestionOnce(String kind, String engine) {
    List<Question> questions = questions(30);
    try (Peer peer = PeerKind.of(kind).start(environment, engine, simulator.baseUrl())) {
      List<Outcome> outcomes = peer.predict(questions, 5);

      assertThat(outcomes).extracting(Outcome::question).isEqualTo(questions);
      assertThat(outcomes)
          .allSatisfy(
              outcome -> {
                assertThat(outcome).isInstanceOf(Outcome.Answered.class);
                assertThat(((Outcome.Answered) outcome).fields())
                    .containsEntry(
                        "answer", "answer: " + outcome.question().inputs().get("question"));
                assertThat(outcome.latency()).isPositive();
              });
      assertThat(simulator.control().stats().requests()).isEqualTo(30);
      assertThat(simulator.control().stats().inFlightPeak())
          .isLessThanOrEqualTo(kind.equals("loop") ? 1 : 5);
    }
  }

  @ParameterizedTest
  @EnumSource(PeerKind.class)
  @DisplayName("tells of a question that failed for good, and makes no second attempt")
  void predict_tellsOfFailures(PeerKind kind) {
    try (Peer peer = start(kind)) {
      simulator.control().configure(new SimulatorSettings(alwaysRefusing(), 1, 1));
      List<Outcome> outcomes = peer.predict(questions(2), 2);

      assertThat(outcomes)
          .hasSize(2)
          .allSatisfy(
              outcome -> {
                assertThat(outcome).isInstanceOf(Outcome.Failed.class);
                assertThat(((Outcome.Failed) outcome).message())
                    .containsAnyOf("LMAuthError", "HTTP 500");
              });
      assertThat(simulator.control().stats().requests()).isEqualTo(2);
    }
  }

  private static SimulatorProfile alwaysRefusing() {
    return new SimulatorProfile(
        "refusing",
        "Answers nothing.",
        new ProfileSource("A choice.", LocalDate.of(2026, 11, 23), 0),
        INSTANT.profile().latency(),
        null,
        RateLimits.NONE,
        List.of(
            new FaultRule(
                FaultKind.INVALID_KEY, new Trigger.Share(1), Optional.empty(), Hints.NONE)));
  }

  @Test
  @DisplayName("has used CPU time, more with each batch, and memory")
  void use_grows() {
    try (Peer peer = start(PeerKind.GATHER)) {
      ProcessUse before = peer.use();
      peer.predict(questions(200), 10);
      ProcessUse after = peer.use();

      assertThat(after.cpuSince(before).orElseThrow())
          .isBetween(Duration.ofMillis(20), Duration.ofSeconds(20));
      assertThat(after.residentMebibytes().orElseThrow()).isBetween(30.0, 1000.0);
    }
  }

  @ParameterizedTest
  @EnumSource(PeerKind.class)
  @DisplayName("that is killed in the middle of a batch is an error that names it")
  void predict_fails_whenTheProcessDies(PeerKind kind) throws Exception {
    try (Peer peer = start(kind)) {
      simulator.control().configure(ENDLESS);
      CompletableFuture<List<Outcome>> batch =
          CompletableFuture.supplyAsync(() -> peer.predict(questions(3), 2));
      while (simulator.control().stats().inFlight() == 0) {
        Thread.sleep(10);
      }
      ProcessHandle.current()
          .children()
          .filter(child -> commandLine(child).contains(" -m peers " + kind.label()))
          .forEach(ProcessHandle::destroyForcibly);

      assertThatThrownBy(() -> batch.get(30, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(PeerException.class)
          .hasMessageContaining("the peer '" + kind.label() + "' ended with status 137");
    }
  }

  private static String commandLine(ProcessHandle process) {
    return process.info().arguments().map(words -> " " + String.join(" ", words)).orElse("");
  }

  @Test
  @DisplayName("with an engine that does not exist says so")
  void start_fails_whenThereIsNoSuchEngine() {
    assertThatThrownBy(() -> PeerKind.LOOP.start(environment, "steam", simulator.baseUrl()))
        .isInstanceOf(PeerException.class)
        .hasMessageContaining("'steam'")
        .hasMessageContaining("litellm");
  }

  @Test
  void of_listsThePeers_whenThereIsNoSuchPeer() {
    assertThatThrownBy(() -> PeerKind.of("abacus"))
        .hasMessage("there is no peer 'abacus'; there are loop, dspy-parallel, gather, sidecar");
  }

  /** A fork that starts a peer, keeps it busy, prints its process id, and waits to be killed. */
  static final class Fork {

    private Fork() {}

    public static void main(String[] args) throws Exception {
      Peer peer =
          PeerKind.valueOf(args[0]).start(PeerEnvironment.find(), "lm15", URI.create(args[1]));
      System.out.println(ProcessHandle.current().children().findFirst().orElseThrow().pid());
      peer.predict(questions(3), 2);
    }
  }

  @ParameterizedTest
  @EnumSource(PeerKind.class)
  @DisplayName("is gone when its fork was killed, in the middle of a batch too")
  void process_ends_whenItsForkIsKilled(PeerKind kind) throws Exception {
    simulator.control().configure(ENDLESS);
    Process fork =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Fork.class.getName(),
                kind.name(),
                simulator.baseUrl().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String pid = fork.inputReader(StandardCharsets.UTF_8).readLine();
    ProcessHandle peer = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    while (simulator.control().stats().inFlight() == 0) {
      Thread.sleep(10);
    }
    assertThat(peer.isAlive()).isTrue();
    fork.destroyForcibly().waitFor();

    peer.onExit().get(30, TimeUnit.SECONDS);
    assertThat(peer.isAlive()).isFalse();
  }
}
