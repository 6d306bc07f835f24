package org.dspybench.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.dspybench.batch.Outcome.Answered;
import org.dspybench.batch.Outcome.Cancelled;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
@DisplayName("A stream of questions, with a program that makes no call")
class OutcomeStreamTest {

  private static BatchPredictor predictor;

  @BeforeAll
  static void open() {
    predictor = BatchPredictor.open(NoLm.options().workers(4).build());
  }

  @AfterAll
  static void close() {
    predictor.close();
  }

  private static Stream<Question> questions(int count) {
    return IntStream.range(0, count).mapToObj(i -> Question.of("question", "q" + i));
  }

  @ParameterizedTest
  @EnumSource
  void everyQuestionHasOneOutcome_withItsOwnAnswer(Delivery delivery) {
    List<Outcome> outcomes = new ArrayList<>();
    BatchMetrics metrics = predictor.predictStream(questions(1000), delivery, outcomes::add);

    assertThat(outcomes)
        .extracting(Outcome::index)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, 1000).boxed().toList());
    assertThat(outcomes)
        .allSatisfy(
            outcome ->
                assertThat(((Answered) outcome).fields())
                    .containsEntry("answer", "q" + outcome.index()));
    assertThat(metrics.counts().predicted()).isEqualTo(1000);
  }

  @Test
  void outcomesAreInOrder_whenAskedFor() {
    List<Long> indices = new ArrayList<>();
    predictor.predictStream(
        questions(500), Delivery.IN_ORDER, outcome -> indices.add(outcome.index()));

    assertThat(indices).isEqualTo(LongStream.range(0, 500).boxed().toList());
  }

  @Test
  void asCompleted_aSlowQuestionHoldsUpNoOther() {
    try (BatchPredictor meeting =
        BatchPredictor.open(NoLm.options().program("waiting:Waiting").workers(2).build())) {
      List<Long> indices = new ArrayList<>();
      List<Question> questions = new ArrayList<>();
      questions.add(Question.of("seconds", 0.8));
      Collections.addAll(questions, Question.of("seconds", 0.0), Question.of("seconds", 0.01));
      meeting.predictStream(
          questions.iterator(), Delivery.AS_COMPLETED, outcome -> indices.add(outcome.index()));

      assertThat(indices).containsExactlyInAnyOrder(0L, 1L, 2L).endsWith(0L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSlowConsumerSlowsTheReadingDown(Delivery delivery) throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    AtomicInteger mostAhead = new AtomicInteger();
    AtomicInteger delivered = new AtomicInteger();
    Iterator<Question> questions =
        questions(600).peek(question -> read.incrementAndGet()).iterator();
    CountDownLatch waited = new CountDownLatch(1);
    predictor.predictStream(
        questions,
        delivery,
        outcome -> {
          if (delivered.getAndIncrement() == 0) {
            // Time enough to read all of them, if anything were to let it.
            pause(500);
            waited.countDown();
          }
          mostAhead.accumulateAndGet(read.get() - delivered.get(), Math::max);
        });

    assertThat(delivered).hasValue(600);
    assertThat(mostAhead).hasValueLessThanOrEqualTo(16 * 4);
  }

  @Test
  void anOutcomeIsDeliveredWhileTheNextQuestionIsNotThereYet() throws Exception {
    CompletableFuture<Question> second = new CompletableFuture<>();
    Iterator<Question> questions =
        Stream.<CompletableFuture<Question>>of(
                CompletableFuture.completedFuture(Question.of("question", "first")), second)
            .map(CompletableFuture::join)
            .iterator();
    List<Outcome> outcomes = new ArrayList<>();
    predictor.predictStream(
        questions,
        Delivery.IN_ORDER,
        outcome -> {
          outcomes.add(outcome);
          second.complete(Question.of("question", "second"));
        });

    assertThat(outcomes).hasSize(2);
  }

  @Test
  void aConsumerThatThrowsEndsTheBatch_andThePredictorStaysUsable() {
    assertThatThrownBy(
            () ->
                predictor.predictStream(
                    Stream.generate(() -> Question.of("question", "for ever")),
                    Delivery.IN_ORDER,
                    outcome -> {
                      throw new IllegalStateException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(predictor.predictBatch(questions(10).toList()).answered()).hasSize(10);
  }

  @Test
  void aSourceThatThrowsEndsTheBatch_afterWhatWasReadIsDelivered() {
    List<Outcome> outcomes = new ArrayList<>();
    Stream<Question> questions =
        Stream.concat(
            questions(20),
            Stream.of(1)
                .map(
                    i -> {
                      throw new IllegalStateException("line 21 is no JSON");
                    }));
    assertThatThrownBy(() -> predictor.predictStream(questions, Delivery.IN_ORDER, outcomes::add))
        .hasMessage("line 21 is no JSON");
    assertThat(outcomes).hasSize(20).allMatch(Answered.class::isInstance);
  }

  @Test
  void cancel_endsAStreamWithoutEnd_andKeepsWhatIsFinished() {
    AtomicInteger delivered = new AtomicInteger();
    BatchMetrics metrics =
        predictor.predictStream(
            Stream.iterate(0, i -> i + 1).map(i -> Question.of("question", "q" + i)),
            Delivery.IN_ORDER,
            outcome -> {
              if (delivered.incrementAndGet() == 100) {
                predictor.cancel();
              }
            });

    assertThat(metrics.counts().questions()).isEqualTo(delivered.get());
    assertThat(metrics.counts().predicted()).isGreaterThanOrEqualTo(100);
  }

  @Test
  void anInterruptCancelsTheBatch_andStaysSet() {
    Thread.currentThread().interrupt();
    List<Outcome> outcomes = new ArrayList<>();
    predictor.predictStream(
        Stream.generate(() -> Question.of("question", "for ever")),
        Delivery.AS_COMPLETED,
        outcomes::add);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcomes).allMatch(o -> o instanceof Cancelled || o instanceof Answered);
  }

  @Test
  @DisplayName("a source that never comes back does not hold up a cancelled batch")
  void cancel_endsABatchWhoseSourceIsStuck() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Iterator<Question> stuck =
        Stream.<Question>generate(
                () -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    // A source that does not listen.
                  }
                  return Question.of("question", "too late");
                })
            .iterator();
    Thread canceller =
        new Thread(
            () -> {
              pause(200);
              predictor.cancel();
            });
    canceller.start();
    BatchMetrics metrics = predictor.predictStream(stuck, Delivery.IN_ORDER, outcome -> {});
    canceller.join();

    assertThat(metrics.counts().questions()).isZero();
  }

  @Test
  void aSubscriberGetsAsManyAsItRequests_andReadingWaitsForIt() throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    Iterable<Question> questions =
        () -> questions(5000).peek(question -> read.incrementAndGet()).iterator();
    Collector collector = new Collector();
    predictor.publisher(questions, Delivery.IN_ORDER).subscribe(collector);
    collector.subscription.join().request(10);
    collector.await(10);
    pause(300);

    assertThat(collector.outcomes).hasSize(10);
    assertThat(read).hasValueLessThan(200);
    collector.subscription.join().request(Long.MAX_VALUE);
    assertThat(collector.completed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(collector.outcomes)
        .extracting(Outcome::index)
        .isEqualTo(LongStream.range(0, 5000).boxed().toList());
  }

  @Test
  void aSubscriberThatCancels_endsItsBatch() throws InterruptedException {
    AtomicInteger read = new AtomicInteger();
    Iterable<Question> endless =
        () ->
            Stream.iterate(0, i -> i + 1)
                .peek(i -> read.incrementAndGet())
                .map(i -> Question.of("question", "q" + i))
                .iterator();
    Collector collector = new Collector();
    predictor.publisher(endless, Delivery.AS_COMPLETED).subscribe(collector);
    collector.subscription.join().request(20);
    collector.await(20);
    collector.subscription.join().cancel();

    int last = -1;
    while (last != read.get()) {
      last = read.get();
      pause(300);
    }
    assertThat(last).isLessThan(1000);
  }

  /** Keeps what it is given. */
  private static final class Collector implements Flow.Subscriber<Outcome> {

    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    final CountDownLatch completed = new CountDownLatch(1);
    final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription.complete(given);
    }

    @Override
    public void onNext(Outcome outcome) {
      outcomes.add(outcome);
    }

    @Override
    public void onError(Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {
      completed.countDown();
    }

    void await(int count) {
      for (int i = 0; i < 1000 && outcomes.size() < count; i++) {
        pause(10);
      }
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
