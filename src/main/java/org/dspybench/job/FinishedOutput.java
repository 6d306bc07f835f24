package org.dspybench.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dspybench.batch.Delivery;
import org.dspybench.batch.Outcome;
import org.dspybench.job.JobResult.Unanswered;

/** The output of an earlier run that answered every question, and so left no journal. */
final class FinishedOutput implements JobOutput {

  private final Path file;
  private final long outcomes;

  FinishedOutput(Path file) {
    this.file = file;
    try (Stream<String> lines = Files.lines(file)) {
      this.outcomes = lines.count();
    } catch (IOException e) {
      throw new JobException(file + " cannot be read (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public Delivery delivery() {
    return Delivery.AS_COMPLETED;
  }

  @Override
  public boolean isDone(AskedQuestion question) {
    if (question.index() >= outcomes) {
      requireAllOf(question.index() + 1);
    }
    return true;
  }

  @Override
  public void requireAllOf(long questions) {
    if (questions != outcomes) {
      throw new JobException(
          "%s is finished, with %d outcomes, but the input has %s questions; give --output another file"
              .formatted(file, outcomes, questions > outcomes ? "more" : "only " + questions));
    }
  }

  @Override
  public long doneBefore() {
    return outcomes;
  }

  @Override
  public void add(AskedQuestion question, Outcome outcome) {
    throw new IllegalStateException("nothing is left to ask");
  }

  @Override
  public void finish() {
    // It is in its place.
  }

  @Override
  public JobTally tally() {
    return new JobTally(outcomes, 0, 0, 0);
  }

  @Override
  public List<Unanswered> firstUnanswered() {
    return List.of();
  }

  @Override
  public Optional<Path> journal() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
