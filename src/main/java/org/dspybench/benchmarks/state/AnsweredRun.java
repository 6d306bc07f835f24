package org.dspybench.benchmarks.state;

import java.time.Duration;
import java.util.List;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.benchmarks.profile.LastIteration;
import org.dspybench.python.Trim;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Predicts a batch whose answers are there already, in Python. */
@State(Scope.Benchmark)
public class AnsweredRun {

  private static final String PROGRAM = "dspybench.controls:answered";
  private static final String ANSWER = "fine";

  /** Questions in a batch. */
  @Param("500")
  public int batchSize;

  /** Predictions that may run at once. */
  @Param("1")
  public int workers;

  /** How LM calls leave the process: they do not. */
  @Param("none")
  public String transport;

  /** What is saved of DSPy's CPU time: labels, all or none. */
  @Param({
    "none",
    "type-adapters",
    "system-message",
    "plain-calls",
    "field-lookup",
    "decision-check",
    "all"
  })
  public String trims;

  private List<Question> questions;
  private BatchPredictor predictor;
  private Duration cpuBefore;
  private BatchResult result;

  /** Starts the workers. */
  @Setup(Level.Trial)
  public void open() {
    questions = Questions.first(batchSize);
    predictor =
        BatchPredictor.open(
            BatchOptions.to(EmptyProgram.NOWHERE)
                .program(PROGRAM)
                .workers(workers)
                .trims(Trim.parse(trims))
                .build());
  }

  /** Begins to count CPU time. */
  @Setup(Level.Iteration)
  public void begin() {
    cpuBefore = predictor.workerCpuTime();
  }

  /** The measured operation. */
  public BatchResult predict() {
    result = predictor.predictBatch(questions);
    return result;
  }

  /** Throws unless each question got the answer. */
  @TearDown(Level.Iteration)
  public void check() {
    Duration cpu = predictor.workerCpuTime().minus(cpuBefore);
    for (Outcome outcome : result.outcomes()) {
      if (!(outcome instanceof Outcome.Answered answer
          && ANSWER.equals(answer.fields().get("answer")))) {
        throw new IllegalStateException("no answer to a question: " + outcome);
      }
    }
    LastIteration.publish(new Figures().ofCpu(cpu, batchSize).all());
  }

  /** Ends the workers. */
  @TearDown(Level.Trial)
  public void close() {
    predictor.close();
  }
}
