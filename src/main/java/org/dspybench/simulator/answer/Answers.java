package org.dspybench.simulator.answer;

/** A user's own answers to questions. Immutable and thread-safe. */
public final class Answers {

  /** No answers: each question is echoed. */
  public static final Answers NONE = new Answers();

  private Answers() {}
}
