package org.dspybench.batch;

import java.time.Duration;

/** Why a batch, or a question, ends before there is an answer. */
enum Stop {
  /** A deadline passed. */
  TIMED_OUT {
    @Override
    Outcome outcome(long index, Question question, Duration latency, Duration waited) {
      return new Outcome.TimedOut(index, question, latency, waited);
    }
  },
  /** Somebody cancelled, or closed the predictor. */
  CANCELLED {
    @Override
    Outcome outcome(long index, Question question, Duration latency, Duration waited) {
      return new Outcome.Cancelled(index, question, latency, waited);
    }
  };

  abstract Outcome outcome(long index, Question question, Duration latency, Duration waited);
}
