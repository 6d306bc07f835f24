package org.dspybench.benchmarks.state;

import java.util.List;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Question;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Workers whose program returns its input at once, so that no call is ever made. */
@State(Scope.Benchmark)
public class EmptyProgramRun {

  /** Predictions that may run at once. */
  @Param({"1", "10"})
  public int workers;

  private BatchPredictor predictor;
  private BatchResult result;

  /** Starts the workers. */
  @Setup(Level.Trial)
  public void open() {
    predictor =
        BatchPredictor.open(
            BatchOptions.to(EmptyProgram.NOWHERE)
                .program(EmptyProgram.NAME)
                .workers(workers)
                .build());
  }

  /** The measured operation. */
  public BatchResult predict(List<Question> questions) {
    result = predictor.predictBatch(questions);
    return result;
  }

  /** Throws unless each question got an answer. */
  @TearDown(Level.Iteration)
  public void check() {
    if (!result.failed().isEmpty()) {
      throw new IllegalStateException("a question failed: " + result.failed().get(0).message());
    }
  }

  /** Ends the workers. */
  @TearDown(Level.Trial)
  public void close() {
    predictor.close();
  }
}
