package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.simulator.WarmUp;

/**
 * Proves a fixture at zero latency, with questions other than those of the measured batch, for so
 * long that it is warm: a batch of ten would otherwise be measured cold, iteration after iteration,
 * and its neighbour would be the compiler. Where {@link WarmUp} is not wanted it only proves.
 *
 * @param simulator where the questions arrive
 * @param duration how long
 * @param promise what many questions must lead to
 */
record Proof(
    SimulatorLease simulator, Duration duration, Function<List<Question>, Expectation> promise) {

  private static final int BATCH = 100;

  /**
   * Throws unless a way to predict gives the right answers. The first question is asked alone, and
   * by one call: what is loaded only when it is needed is then loaded once, and what asks each
   * question twice is found out.
   */
  void of(Function<List<Question>, List<Outcome>> way) {
    List<Question> others =
        IntStream.rangeClosed(1, BATCH).mapToObj(i -> Questions.numbered(-i)).toList();
    long end = System.nanoTime() + WarmUp.atMost(duration).toNanos();
    simulator.withoutLatency(
        () -> {
          prove(way, Expectation.answered(others.subList(0, 1)));
          do {
            prove(way, promise.apply(others));
          } while (System.nanoTime() - end < 0);
        });
  }

  private void prove(Function<List<Question>, List<Outcome>> way, Expectation expected) {
    simulator.reset();
    expected.require(way.apply(expected.questions()), simulator.stats());
  }
}
