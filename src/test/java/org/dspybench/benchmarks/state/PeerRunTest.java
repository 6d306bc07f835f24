package org.dspybench.benchmarks.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.benchmarks.peer.Peer;
import org.dspybench.benchmarks.peer.PeerEnvironment;
import org.dspybench.benchmarks.peer.PeerKind;
import org.dspybench.benchmarks.peer.Peers;
import org.dspybench.benchmarks.peer.ProcessUse;
import org.dspybench.benchmarks.profile.LastIteration;
import org.dspybench.benchmarks.profile.Measured;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A peer under measurement")
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeerRunTest {

  private static final Duration NO_WARM_UP = Duration.ZERO;
  private static final List<Question> QUESTIONS = Questions.first(20);

  private final PeerEnvironment environment = Peers.environment();
  private final SimulatedEndpoint endpoint = new SimulatedEndpoint();

  @BeforeAll
  void begin() {
    endpoint.profile = "uniform";
    endpoint.timeScale = 0.003;
    endpoint.seed = 42;
    endpoint.open();
  }

  @AfterAll
  void end() {
    endpoint.close();
  }

  private Peer gather() {
    return PeerKind.GATHER.start(environment, "lm15", endpoint.lease().endpoint().baseUrl());
  }

  @ParameterizedTest
  @ValueSource(strings = {"dspy-parallel", "gather", "sidecar"})
  @DisplayName("publishes its figures under the names of our own")
  void check_publishesFigures(String peer) {
    PeerRun run = new PeerRun();
    run.peer = peer;
    run.engine = "lm15";
    run.workers = 4;
    run.questionsPerWorker = 5;
    run.open(endpoint);
    run.begin();
    assertThat(run.predict()).hasSize(20);
    run.check();
    run.close();

    assertThat(LastIteration.take())
        .extracting(Measured::label)
        .contains(
            "failures",
            "latency.p50",
            "latency.p95",
            "latency.p99",
            "latency.max",
            "lm.calls",
            "ideal.makespan",
            "cpu.per.prediction",
            "rss",
            "cpu.steal");
  }

  @Test
  @DisplayName("runs one question after another, too")
  void loop_publishesFigures() {
    Questions questions = new Questions();
    questions.batchSize = 5;
    questions.write();
    PeerLoopRun run = new PeerLoopRun();
    run.engine = "lm15";
    run.open(questions, endpoint);
    run.begin();
    assertThat(run.predict()).hasSize(5);
    run.check();
    run.close();

    assertThat(LastIteration.take())
        .filteredOn(figure -> figure.label().equals("calls.inflight.peak"))
        .singleElement()
        .extracting(Measured::value)
        .isEqualTo(1.0);
  }

  @Test
  @DisplayName("that gives each answer to another question stops the run before it begins")
  void open_fails_whenAnswersAreSwapped() {
    Peer peer = gather();

    assertThatThrownBy(() -> open(new Altered(peer, PeerRunTest::reversed)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is no answer to");
    assertThatThrownBy(() -> peer.predict(QUESTIONS, 1)).hasMessageContaining("ended");
  }

  @Test
  @DisplayName("that asks the endpoint more often than there are questions stops the run")
  void open_fails_whenAQuestionIsAskedTwice() {
    Peer peer = gather();

    assertThatThrownBy(() -> open(new Altered(peer, outcomes -> askedAgain(peer, outcomes))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the endpoint answered 2 calls, not 1");
  }

  @Test
  @DisplayName("that gives each answer to another question in a measured batch stops the run")
  void end_fails_whenAnswersAreSwapped() {
    Peer peer =
        new Altered(
            gather(),
            outcomes -> outcomes.size() == QUESTIONS.size() ? reversed(outcomes) : outcomes);
    try (MeasuredPeer run = open(peer)) {
      run.begin();
      run.predict();

      assertThatThrownBy(run::end)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is no answer to");
    }
  }

  private MeasuredPeer open(Peer peer) {
    return MeasuredPeer.open(endpoint.lease(), QUESTIONS, 4, peer, NO_WARM_UP);
  }

  private static List<Outcome> reversed(List<Outcome> outcomes) {
    List<Outcome> reversed = new ArrayList<>(outcomes);
    Collections.reverse(reversed);
    return reversed;
  }

  private static List<Outcome> askedAgain(Peer peer, List<Outcome> outcomes) {
    return peer.predict(outcomes.stream().map(Outcome::question).toList(), 1);
  }

  /** A peer whose outcomes are not what it says. */
  private record Altered(Peer peer, UnaryOperator<List<Outcome>> alteration) implements Peer {

    @Override
    public List<Outcome> predict(List<Question> questions, int workers) {
      return alteration.apply(peer.predict(questions, workers));
    }

    @Override
    public ProcessUse use() {
      return peer.use();
    }

    @Override
    public void close() {
      peer.close();
    }
  }
}
