package org.dspybench.batch;

import java.util.concurrent.CancellationException;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;

/** Outcomes of a batch for each subscriber, as fast as it takes them. */
final class OutcomePublisher implements Flow.Publisher<Outcome> {

  /** The smallest that there is: what is ahead is the predictor's business. */
  private static final int BUFFER = 2;

  private final BatchPredictor predictor;
  private final Iterable<Question> questions;
  private final Delivery delivery;

  OutcomePublisher(BatchPredictor predictor, Iterable<Question> questions, Delivery delivery) {
    this.predictor = predictor;
    this.questions = questions;
    this.delivery = delivery;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Outcome> subscriber) {
    SubmissionPublisher<Outcome> outcomes = new SubmissionPublisher<>(Runnable::run, BUFFER);
    outcomes.subscribe(subscriber);
    Thread batch = new Thread(() -> run(outcomes), "batch-publisher");
    batch.setDaemon(true);
    batch.start();
  }

  private void run(SubmissionPublisher<Outcome> outcomes) {
    try {
      predictor.predictStream(
          questions.iterator(), delivery, outcome -> publish(outcome, outcomes));
      outcomes.close();
    } catch (CancellationException unsubscribed) {
      outcomes.close();
    } catch (RuntimeException | Error e) {
      outcomes.closeExceptionally(e);
    }
  }

  private static void publish(Outcome outcome, SubmissionPublisher<Outcome> outcomes) {
    if (!outcomes.hasSubscribers()) {
      throw new CancellationException();
    }
    outcomes.submit(outcome);
  }
}
