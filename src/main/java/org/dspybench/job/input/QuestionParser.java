package org.dspybench.job.input;

import java.util.Optional;
import org.dspybench.batch.Question;

/** Reads questions of one format off numbered lines. */
interface QuestionParser {

  /** The next question; empty at the end. */
  Optional<Question> next();

  /** The line on which the question read last begins, from 1. */
  long line();
}
