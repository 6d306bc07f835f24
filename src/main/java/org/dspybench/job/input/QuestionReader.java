package org.dspybench.job.input;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.dspybench.batch.Question;

/**
 * Questions, read one at a time. Reading throws {@link BadInputException} at the first that is
 * none. Not thread-safe; the owner closes it.
 */
public final class QuestionReader implements Iterator<Question>, AutoCloseable {

  private final NumberedLines lines;
  private final QuestionParser parser;
  private Optional<Question> ahead = Optional.empty();
  private long line;

  QuestionReader(NumberedLines lines, QuestionParser parser) {
    this.lines = lines;
    this.parser = parser;
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty()) {
      ahead = parser.next();
    }
    return ahead.isPresent();
  }

  @Override
  public Question next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no question is left");
    }
    Question next = ahead.orElseThrow();
    ahead = Optional.empty();
    line = parser.line();
    return next;
  }

  /** The line on which the question returned last begins, from 1. */
  public long line() {
    return line;
  }

  @Override
  public void close() {
    lines.close();
  }
}
