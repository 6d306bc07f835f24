package org.dspybench.benchmarks.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
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

  /**
   * Questions of which some repeat others.
   *
   * @param repeatedPercent share of the questions that stand among those before
   * @param seed decides which, and where
   */
  static List<Question> repeating(int count, int repeatedPercent, long seed) {
    int distinct = count - count * repeatedPercent / 100;
    if (repeatedPercent < 0 || distinct < 1) {
      throw new IllegalArgumentException(
          repeatedPercent + " % of " + count + " questions cannot be repetitions");
    }
    Random random = new Random(seed);
    List<Question> questions = new ArrayList<>(first(distinct));
    questions.addAll(
        random.ints(count - distinct, 0, distinct).mapToObj(i -> questions.get(i)).toList());
    Collections.shuffle(questions, random);
    return List.copyOf(questions);
  }

  /** The questions, in order. */
  public List<Question> all() {
    return questions;
  }
}
