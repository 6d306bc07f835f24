package org.dspybench.job;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.dspybench.batch.Delivery;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.job.JobResult.Unanswered;
import org.dspybench.job.OutcomeJson.Status;
import org.dspybench.job.input.QuestionReader;

/**
 * Outcomes to a file, by way of a journal beside it: each is journalled as it comes; at the end the
 * file is assembled from the journal in the order of the questions, beside its place, and moved
 * there. The journal is deleted when every question is answered.
 */
final class JournalledOutput implements JobOutput {

  private final JobSpec spec;
  private final Path file;
  private final Journal journal;
  private final OutcomeJson json;
  private final long doneBefore;
  private long notAsked;
  private boolean finished;

  JournalledOutput(JobSpec spec, Path file, Journal journal, OutcomeJson json) {
    this.spec = spec;
    this.file = file;
    this.journal = journal;
    this.json = json;
    RecordIndex index = journal.index();
    this.doneBefore = index.answered() + (spec.retryFailed() ? 0 : index.failed());
  }

  @Override
  public Delivery delivery() {
    return Delivery.AS_COMPLETED;
  }

  @Override
  public boolean isDone(AskedQuestion question) {
    RecordIndex index = journal.index();
    index
        .fingerprint(question.index())
        .ifPresent(
            recorded -> {
              if (recorded != question.fingerprint()) {
                throw new JobException(
                    "line %d of %s is not the question that was asked; the journal %s is another input's"
                        .formatted(question.line(), spec.input().name(), journal.path()));
              }
            });
    return index.isAnswered(question.index())
        || (!spec.retryFailed() && index.isFailed(question.index()));
  }

  @Override
  public void requireAllOf(long questions) {
    if (journal.index().end() > questions) {
      throw new JobException(
          "%s has %d questions, but the journal %s has the outcome of number %d"
              .formatted(spec.input().name(), questions, journal.path(), journal.index().end()));
    }
  }

  @Override
  public long doneBefore() {
    return doneBefore;
  }

  /** Cancelled questions are left out: they are to be asked when the job goes on. */
  @Override
  public void add(AskedQuestion question, Outcome outcome) {
    Status status = Status.of(outcome);
    if (status != Status.CANCELLED) {
      journal.append(
          new JournalRecord(
              question.index(),
              question.fingerprint(),
              status,
              json.write(question.index(), outcome)));
    }
  }

  @Override
  public void finish() throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".draft");
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      BufferedWriter out =
          new BufferedWriter(Channels.newWriter(channel, StandardCharsets.UTF_8), 1 << 16);
      assemble(out);
      out.flush();
      // The journal is about to be deleted: what replaces it must be on the medium.
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    finished = true;
    if (tally().unanswered() == 0) {
      journal.close();
      Files.deleteIfExists(journal.path());
    }
  }

  private void assemble(BufferedWriter out) throws IOException {
    if (spec.input().file().isEmpty()) {
      for (long index = 0; index < journal.index().end(); index++) {
        long unread = index;
        writeLine(out, index, () -> json.notAsked(unread));
      }
      return;
    }
    try (QuestionReader questions = spec.input().open()) {
      for (long index = 0; questions.hasNext(); index++) {
        long place = index;
        Question question = questions.next();
        writeLine(out, index, () -> json.notAsked(place, question));
      }
    }
  }

  private void writeLine(BufferedWriter out, long index, Supplier<String> notAskedLine)
      throws IOException {
    Optional<JournalRecord> record = journal.record(index);
    if (record.isEmpty()) {
      notAsked++;
    }
    out.write(record.map(JournalRecord::outcome).orElseGet(notAskedLine));
    out.write('\n');
  }

  @Override
  public JobTally tally() {
    RecordIndex index = journal.index();
    return new JobTally(
        index.answered(),
        index.failed(),
        index.recorded() - index.answered() - index.failed(),
        notAsked);
  }

  @Override
  public List<Unanswered> firstUnanswered() throws IOException {
    List<Unanswered> first = new ArrayList<>();
    RecordIndex index = journal.index();
    for (long i = 0; i < index.end() && first.size() < NAMED; i++) {
      if (index.offset(i).isPresent() && !index.isAnswered(i)) {
        first.add(journal.record(i).orElseThrow().unanswered());
      }
    }
    return first;
  }

  @Override
  public Optional<Path> journal() {
    boolean left = !finished || tally().unanswered() > 0;
    return left && journal.index().recorded() > 0 ? Optional.of(journal.path()) : Optional.empty();
  }

  @Override
  public void close() {
    journal.close();
  }
}
