package org.dspybench.job;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dspybench.batch.Delivery;
import org.dspybench.batch.Outcome;
import org.dspybench.job.JobResult.Unanswered;

/** Where a job's outcomes go. */
sealed interface JobOutput extends AutoCloseable
    permits JournalledOutput, StreamedOutput, FinishedOutput {

  /** Questions without an answer that are named. */
  int NAMED = 10;

  /**
   * The output that a job asks for.
   *
   * @param out where the outcomes go if not into a file
   * @throws JobException if it is there already, or is an earlier run's without being meant to
   */
  static JobOutput open(JobSpec spec, OutputStream out) {
    OutcomeJson json = new OutcomeJson(spec.tracebacks(), spec.endpoint());
    if (spec.output().isEmpty()) {
      return new StreamedOutput(out, spec.input(), json);
    }
    Path file = spec.output().get();
    Path journal = Path.of(file + ".journal");
    requirePlace(file);
    if (Files.exists(file) && !Files.exists(journal)) {
      if (spec.resume()) {
        return new FinishedOutput(file);
      }
      throw new JobException(file + " is there already; give --output another file, or delete it");
    }
    return new JournalledOutput(spec, file, journal(spec, journal), json);
  }

  /** The journal, unless it is an earlier run's and nobody wants to go on with that. */
  private static Journal journal(JobSpec spec, Path path) {
    Journal journal = Journal.open(path, JournalHeader.of(spec));
    if (!spec.resume() && journal.index().recorded() > 0) {
      journal.close();
      throw new JobException(
          path
              + " is there: an earlier run left something to do;"
              + " --resume goes on with it, or delete it to begin anew");
    }
    return journal;
  }

  private static void requirePlace(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new JobException(file + " is a folder; name a file in it");
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new JobException("the folder of " + file + " does not exist; make it first");
    }
  }

  /** The order in which it wants them. */
  Delivery delivery();

  /**
   * Whether an earlier run left nothing to do for a question.
   *
   * @throws JobException if another question was asked at its place
   */
  boolean isDone(AskedQuestion question);

  /**
   * Refuses an input that ended before all the questions of an earlier run came.
   *
   * @param questions how many the input has
   */
  void requireAllOf(long questions);

  /** Questions for which an earlier run left nothing to do, as far as it knows beforehand. */
  long doneBefore();

  /**
   * Takes an outcome.
   *
   * @throws JobException if it cannot be written
   */
  void add(AskedQuestion question, Outcome outcome);

  /** Adds the questions that were not asked, and puts the whole in its place. */
  void finish() throws IOException;

  /** What it has come to. */
  JobTally tally();

  /** The first questions that failed or timed out, in order. */
  List<Unanswered> firstUnanswered() throws IOException;

  /** The journal, where there is one and something is left to do. */
  Optional<Path> journal();

  @Override
  void close();
}
