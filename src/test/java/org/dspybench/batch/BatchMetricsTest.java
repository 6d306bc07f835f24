package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.LmFailure;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.python.FailureKind;
import org.dspybench.simulator.SimulatedLm;
import org.dspybench.simulator.call.SimulatorStats;
import org.dspybench.simulator.profile.SimulatorProfile;
import org.dspybench.simulator.profile.SimulatorSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("Each figure of a batch moves when its cause moves")
class BatchMetricsTest {

  private static SimulatedLm simulator;

  @BeforeAll
  static void start() {
    simulator = SimulatedLm.start(profile("instant", 1), 0);
  }

  @AfterAll
  static void stop() {
    simulator.close();
  }

  @BeforeEach
  void reset() {
    simulator.control().configure(profile("instant", 1));
  }

  private static SimulatorSettings profile(String name, double timeScale) {
    return new SimulatorSettings(SimulatorProfile.named(name), 42, timeScale);
  }

  private static BatchOptions.Builder options() {
    return BatchOptions.to(new Endpoint(simulator.baseUrl(), "simulated", "DSPYBENCH_TEST_KEY"))
        .retry(RetryPolicy.NONE)
        .workers(4);
  }

  private static List<Question> questions(int count) {
    return IntStream.range(0, count).mapToObj(i -> Question.of("question", "q" + i)).toList();
  }

  private static BatchMetrics measure(BatchOptions.Builder options, List<Question> questions) {
    try (BatchPredictor predictor = BatchPredictor.open(options.build())) {
      return predictor.predictBatch(questions).metrics();
    }
  }

  @Test
  void latency_isThatOfTheEndpoint_andLittleMore() {
    simulator.control().configure(profile("constant", 0.1));
    BatchMetrics metrics = measure(options(), questions(20));

    assertThat(metrics.callLatency().count()).isEqualTo(20);
    assertThat(metrics.callLatency().p50()).isGreaterThanOrEqualTo(Duration.ofMillis(149));
    assertThat(metrics.latency().p50()).isGreaterThanOrEqualTo(metrics.callLatency().p50());
    assertThat(metrics.latency().p50()).isLessThan(Duration.ofMillis(600));
    assertThat(metrics.makespan()).isGreaterThanOrEqualTo(Duration.ofMillis(5 * 149));
  }

  @Test
  void percentiles_areThoseOfWhatWasRecorded() {
    Histogram micros = new Histogram(3);
    IntStream.rangeClosed(1, 100).forEach(i -> micros.recordValue(i * 1000L));
    LatencySummary latency = LatencySummary.ofMicros(micros);

    assertThat(latency.p50()).isCloseTo(Duration.ofMillis(50), Duration.ofNanos(100_000));
    assertThat(latency.p90()).isCloseTo(Duration.ofMillis(90), Duration.ofNanos(100_000));
    assertThat(latency.p95()).isCloseTo(Duration.ofMillis(95), Duration.ofNanos(100_000));
    assertThat(latency.p99()).isCloseTo(Duration.ofMillis(99), Duration.ofNanos(100_000));
    assertThat(latency.max()).isCloseTo(Duration.ofMillis(100), Duration.ofNanos(100_000));
  }

  @Test
  void theWaitBeforeACall_growsWhereTheLimitIsLowerThanTheWorkers() {
    simulator.control().configure(profile("constant", 0.05));
    BatchMetrics wide = measure(options(), questions(20));
    BatchMetrics narrow = measure(options().limit(new CallLimit.Fixed(1)), questions(20));

    assertThat(wide.callWait().p50()).isLessThan(Duration.ofMillis(40));
    assertThat(narrow.callWait().p50()).isGreaterThan(Duration.ofMillis(100));
    assertThat(narrow.callsInFlight().peak()).isEqualTo(1);
    assertThat(wide.callsInFlight().peak()).isEqualTo(4);
  }

  @Test
  void callsInFlightAndQueueDepth_followWorkersAndBatch() {
    simulator.control().configure(profile("constant", 0.1));
    BatchMetrics metrics = measure(options(), questions(40));

    assertThat(metrics.callsInFlight().mean()).isBetween(2.5, 4.0);
    assertThat(metrics.queueDepth().peak()).isBetween(30, 40);
    // 36 wait at first, and four fewer with each round: 18 on average.
    assertThat(metrics.queueDepth().mean()).isBetween(12.0, 24.0);
  }

  @Test
  void throughputSpeedupAndEfficiency_areAgainstTheBaselineGiven() {
    simulator.control().configure(profile("constant", 0.1));
    try (BatchPredictor predictor = BatchPredictor.open(options().build())) {
      predictor.predictBatch(questions(4));
      BatchMetrics sequential = predictor.predictSequential(questions(8)).metrics();
      BatchMetrics concurrent = predictor.predictBatch(questions(16)).metrics();

      assertThat(concurrent.throughput())
          .isEqualTo(16 / (concurrent.makespan().toNanos() / 1e9), within(1e-6));
      assertThat(concurrent.speedupOver(sequential))
          .isEqualTo(concurrent.throughput() / sequential.throughput(), within(1e-9))
          .isBetween(2.0, 4.5);
      assertThat(concurrent.efficiencyOver(sequential))
          .isEqualTo(concurrent.speedupOver(sequential) / 4, within(1e-9));
      assertThat(sequential.workers()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rateLimitsRetriesAndTokens_areThoseThatTheEndpointSaw(Transport transport) {
    simulator.control().configure(profile("flaky", 0.001));
    RetryPolicy patient = RetryPolicy.STANDARD.withMaxAttempts(30);
    BatchMetrics metrics = measure(options().transport(transport).retry(patient), questions(30));
    SimulatorStats stats = simulator.control().stats();

    assertThat(metrics.calls().calls()).isEqualTo(30);
    assertThat(metrics.calls().requests()).isEqualTo(stats.requests());
    assertThat(metrics.calls().rateLimited()).isEqualTo(stats.rateLimited()).isPositive();
    assertThat(metrics.calls().retries())
        .isEqualTo(Map.of(LmFailure.RATE_LIMITED, stats.rateLimited()));
    assertThat(metrics.calls().promptTokens()).isGreaterThan(30 * 20);
    assertThat(metrics.calls().completionTokens()).isGreaterThan(30);
    assertThat(metrics.successRate()).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void failuresByKind_andTheSuccessRate_tellWhatFailed(Transport transport) {
    simulator.control().configure(profile("flaky", 0.001));
    BatchMetrics metrics = measure(options().transport(transport), questions(40));
    long limited = simulator.control().stats().rateLimited();

    assertThat(metrics.counts().failed()).isEqualTo(Map.of(FailureKind.RATE_LIMITED, limited));
    assertThat(metrics.calls().failures()).isEqualTo(Map.of(LmFailure.RATE_LIMITED, limited));
    assertThat(metrics.successRate().orElseThrow()).isEqualTo(1 - limited / 40.0, within(1e-9));
    assertThat(metrics.counts().questions()).isEqualTo(40);
  }

  @Test
  void deadEndpoint_isNoRequestThatSucceeds_butAFailureOfItsKind() {
    Endpoint nowhere = new Endpoint(URI.create("http://127.0.0.1:9/v1"), "x", "NO_KEY");
    BatchMetrics metrics = measure(BatchOptions.to(nowhere).retry(RetryPolicy.NONE), questions(5));

    assertThat(metrics.counts().failed()).isEqualTo(Map.of(FailureKind.TRANSPORT, 5L));
    assertThat(metrics.throughput()).isZero();
    assertThat(metrics.successRate()).hasValue(0);
  }

  @Test
  void emptyBatch_hasNoRate_andNoError() {
    BatchMetrics metrics = measure(options(), List.of());

    assertThat(metrics.successRate()).isEmpty();
    assertThat(metrics.throughput()).isZero();
    assertThat(metrics.latency().count()).isZero();
    assertThat(metrics.callsInFlight()).isEqualTo(new Level(0, 0));
  }

  @Test
  void residentMemory_isThatOfTheProcess() {
    double before = ResidentMemory.mebibytes().orElse(0);
    BatchMetrics metrics = measure(options(), questions(5));

    if (before > 0) {
      assertThat(metrics.residentPeakMebibytes().orElseThrow()).isGreaterThan(before / 2);
    } else {
      assertThat(metrics.residentPeakMebibytes()).isEmpty();
    }
  }

  @Test
  @DisplayName("batches that run at once on one predictor are counted apart")
  void batchesAtOnce_areCountedApart() throws InterruptedException {
    simulator.control().configure(profile("constant", 0.05));
    List<BatchMetrics> metrics = new ArrayList<>();
    try (BatchPredictor predictor = BatchPredictor.open(options().build())) {
      Thread other = new Thread(() -> metrics.add(predictor.predictBatch(questions(30)).metrics()));
      other.start();
      BatchMetrics mine = predictor.predictBatch(questions(20)).metrics();
      other.join();

      assertThat(mine.calls().requests()).isEqualTo(20);
      assertThat(metrics.get(0).calls().requests()).isEqualTo(30);
      assertThat(mine.counts().predicted()).isEqualTo(20);
    }
  }

  @Test
  void intervalLog_isReadByHdrHistogramsOwnReader_andAddsUpToTheBatch(@TempDir Path folder)
      throws Exception {
    simulator.control().configure(profile("constant", 0.1));
    Path file = folder.resolve("batch.hlog");
    BatchMetrics metrics = measure(options().intervalLog(file), questions(60));

    Map<String, Long> counts = new HashMap<>();
    int intervals = 0;
    try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
      EncodableHistogram next = reader.nextIntervalHistogram();
      while (next != null) {
        Histogram interval = (Histogram) next;
        counts.merge(interval.getTag(), interval.getTotalCount(), Long::sum);
        intervals++;
        next = reader.nextIntervalHistogram();
      }
    }
    assertThat(counts).isEqualTo(Map.of("question", 60L, "call", 60L, "wait", 60L));
    assertThat(intervals).as("one a second and tag, and the rest").isGreaterThanOrEqualTo(6);
    assertThat(metrics.latency().count()).isEqualTo(60);
    assertThat(folder.toFile().listFiles()).extracting(File::getName).containsExactly("batch.hlog");
  }

  @Test
  void intervalLog_thatCannotBeWritten_isToldBeforeAnythingIsAsked(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("missing").resolve("batch.hlog");
    try (BatchPredictor predictor = BatchPredictor.open(options().intervalLog(file).build())) {
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> predictor.predictBatch(questions(3)))
          .hasMessageContaining("interval log")
          .hasMessageContaining(file.toString());
    }
    assertThat(simulator.control().stats().requests()).isZero();
    assertThat(Files.exists(file)).isFalse();
  }
}
