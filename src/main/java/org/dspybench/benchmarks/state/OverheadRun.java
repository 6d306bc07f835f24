package org.dspybench.benchmarks.state;

import java.util.ArrayList;
import java.util.List;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.Delivery;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.benchmarks.profile.LastIteration;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A predictor whose program returns at once, without a call. */
@State(Scope.Benchmark)
public class OverheadRun {

  /** Questions in a batch. */
  @Param("5000")
  public int batchSize;

  /** Predictions that may run at once. */
  @Param("10")
  public int workers;

  private final CpuMeter cpu = new CpuMeter();
  private List<Question> questions;
  private List<Outcome> outcomes;
  private BatchPredictor predictor;

  /** Starts the workers. */
  @Setup(Level.Trial)
  public void open() {
    questions = Questions.first(batchSize);
    predictor =
        BatchPredictor.open(
            BatchOptions.to(EmptyProgram.NOWHERE)
                .program(EmptyProgram.NAME)
                .workers(workers)
                .build());
  }

  /** A measured operation. */
  public List<Outcome> predictBatch() throws Exception {
    outcomes = cpu.during(() -> predictor.predictBatch(questions).outcomes());
    return outcomes;
  }

  /** A measured operation. */
  public List<Outcome> predictStream() throws Exception {
    outcomes = cpu.during(this::stream);
    return outcomes;
  }

  private List<Outcome> stream() {
    List<Outcome> delivered = new ArrayList<>(batchSize);
    predictor.predictStream(questions.iterator(), Delivery.AS_COMPLETED, delivered::add);
    return delivered;
  }

  /** Throws unless each question got its answer. */
  @TearDown(Level.Iteration)
  public void check() {
    EmptyProgram.requireAnswers(outcomes, questions);
    LastIteration.publish(List.of(cpu.perQuestion(batchSize)));
  }

  /** Ends the workers. */
  @TearDown(Level.Trial)
  public void close() {
    predictor.close();
  }
}
