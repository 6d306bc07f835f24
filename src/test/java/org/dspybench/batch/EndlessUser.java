package org.dspybench.batch;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** Streams as many questions as asked for, and tells from time to time how much memory it has. */
final class EndlessUser {

  private EndlessUser() {}

  /**
   * Prints a line for each tenth of the questions: how many are answered, and the resident memory.
   *
   * @param args how many questions
   */
  public static void main(String[] args) {
    long questions = Long.parseLong(args[0]);
    long step = questions / 10;
    AtomicLong answered = new AtomicLong();
    long begin = System.nanoTime();
    try (BatchPredictor predictor = BatchPredictor.open(NoLm.options().workers(10).build())) {
      predictor.predictStream(
          LongStream.range(0, questions).mapToObj(i -> Question.of("question", "Why " + i + "?")),
          Delivery.IN_ORDER,
          outcome -> {
            if (!(outcome instanceof Outcome.Answered)) {
              throw new IllegalStateException("no answer: " + outcome);
            }
            if (answered.incrementAndGet() % step == 0) {
              System.out.printf(
                  Locale.ROOT,
                  "%d %.1f %.1f%n",
                  answered.get(),
                  ResidentMemory.mebibytes().orElse(0),
                  (System.nanoTime() - begin) / 1e9);
            }
          });
    }
  }
}
