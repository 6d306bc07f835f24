package org.dspybench.batch.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.Question;

/** What is left of a predictor's connections once it is closed. */
final class ConnectionsAfterClose {

  private static final List<Question> QUESTIONS = Questions.of(100);

  private ConnectionsAfterClose() {}

  /**
   * Predicts, closes, and fails unless all connections end.
   *
   * @param way adds to the options how to predict
   */
  static void assertNone(UnaryOperator<BatchOptions.Builder> way) {
    try (ChaosEndpoint endpoint = new ChaosEndpoint(Fault.SERVER_ERROR, Occurrence.never(), 0)) {
      try (BatchPredictor predictor = BatchPredictor.open(way.apply(endpoint.options()).build())) {
        Questions.assertAnswered(QUESTIONS, predictor.predictBatch(QUESTIONS));
        assertThat(endpoint.openConnections()).isPositive();
      }
      Eventually.holds(
          () -> {
            // The JDK's HTTP client of Java 17 has no close; it goes with its last reference.
            System.gc();
            assertThat(endpoint.openConnections()).isZero();
          });
    }
  }
}
