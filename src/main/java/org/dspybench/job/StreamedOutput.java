package org.dspybench.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dspybench.batch.Delivery;
import org.dspybench.batch.Outcome;
import org.dspybench.job.JobResult.Unanswered;
import org.dspybench.job.input.JobInput;
import org.dspybench.job.input.QuestionReader;

/** Outcomes to a stream, in the order of the questions, each flushed. Keeps nothing. */
final class StreamedOutput implements JobOutput {

  private final OutputStream out;
  private final JobInput input;
  private final OutcomeJson json;
  private final List<Unanswered> unanswered = new ArrayList<>();
  private long answered;
  private long failed;
  private long timedOut;
  private long notAsked;

  StreamedOutput(OutputStream out, JobInput input, OutcomeJson json) {
    this.out = out;
    this.input = input;
    this.json = json;
  }

  @Override
  public Delivery delivery() {
    return Delivery.IN_ORDER;
  }

  @Override
  public boolean isDone(AskedQuestion question) {
    return false;
  }

  @Override
  public void requireAllOf(long questions) {
    // There is no earlier run.
  }

  @Override
  public long doneBefore() {
    return 0;
  }

  @Override
  public void add(AskedQuestion question, Outcome outcome) {
    if (outcome instanceof Outcome.Answered) {
      answered++;
    } else if (outcome instanceof Outcome.Failed failure) {
      failed++;
      name(question, failure.kind().label(), failure.message());
    } else if (outcome instanceof Outcome.TimedOut) {
      timedOut++;
      name(question, Unanswered.TIMED_OUT, Unanswered.NO_ANSWER_IN_TIME);
    }
    print(json.write(question.index(), outcome));
  }

  private void name(AskedQuestion question, String kind, String message) {
    if (unanswered.size() < NAMED) {
      unanswered.add(new Unanswered(question.index(), kind, message));
    }
  }

  @Override
  public void finish() {
    if (input.file().isEmpty()) {
      return;
    }
    long written = tally().questions();
    try (QuestionReader questions = input.open()) {
      for (long index = 0; questions.hasNext(); index++) {
        String line = json.notAsked(index, questions.next());
        if (index >= written) {
          print(line);
          notAsked++;
        }
      }
    }
  }

  private void print(String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      throw new JobException("standard output cannot be written (" + e.getMessage() + ")", e);
    }
  }

  @Override
  public JobTally tally() {
    return new JobTally(answered, failed, timedOut, notAsked);
  }

  @Override
  public List<Unanswered> firstUnanswered() {
    return unanswered;
  }

  @Override
  public Optional<Path> journal() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Each line was flushed, and the stream is its opener's to close.
  }
}
