package org.dspybench.benchmarks.state;

import java.util.List;
import java.util.stream.IntStream;
import org.dspybench.batch.Question;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The questions of a batch: all different, and the same in each run. */
@State(Scope.Benchmark)
public class Questions {

  /** Questions in a batch. */
  @Param({"10", "50", "100", "200"})
  public int batchSize;

  private List<Question> questions;

  /** Writes the questions. */
  @Setup(Level.Trial)
  public void write() {
    questions = first(batchSize);
  }

  static List<Question> first(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Questions::numbered).toList();
  }

  static Question numbered(int number) {
    return Question.of("question", "What is the " + number + "th word of the dictionary?");
  }

  /** The questions, in order. */
  public List<Question> all() {
    return questions;
  }
}
