package org.dspybench.job.input;

import java.util.Optional;
import org.dspybench.batch.Question;

/** A question on each line, for a program with one input field. Blank lines are skipped. */
final class TextParser implements QuestionParser {

  private final NumberedLines lines;
  private final String field;

  TextParser(NumberedLines lines, String field) {
    this.lines = lines;
    this.field = field;
  }

  @Override
  public Optional<Question> next() {
    Optional<String> line = lines.next();
    while (line.isPresent() && line.get().isBlank()) {
      line = lines.next();
    }
    return line.map(text -> Question.of(field, text));
  }

  @Override
  public long line() {
    return lines.number();
  }
}
