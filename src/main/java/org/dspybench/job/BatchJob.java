package org.dspybench.job;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.Outcome;
import org.dspybench.batch.Question;
import org.dspybench.job.JobResult.Ending;
import org.dspybench.job.input.BadInputException;
import org.dspybench.job.input.QuestionReader;
import org.jspecify.annotations.Nullable;

/**
 * Asks the questions of a file and writes an outcome for each, in their order.
 *
 * <p>Outcomes are journalled beside the output as they come, so that an end at any instant loses
 * none: {@link JobSpec#resume} goes on with those that are missing. {@link #open} finds everything
 * that is wrong with input and output before a question is asked. Memory is bounded but for some
 * twenty bytes for each question.
 *
 * <p>One thread runs it; {@link #progress} and {@link #cancel} may be called by others. The owner
 * closes it.
 */
public final class BatchJob implements AutoCloseable {

  private final JobSpec spec;
  private final JobOutput output;
  private final OptionalLong total;
  private final AtomicLong done = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile @Nullable BatchPredictor predictor;
  private volatile long begin;
  private volatile boolean cancelled;

  private BatchJob(JobSpec spec, JobOutput output, OptionalLong total) {
    this.spec = spec;
    this.output = output;
    this.total = total;
  }

  /**
   * Prepares a job: reads a file of questions once, and the journal of an earlier run.
   *
   * @param out takes the outcomes where the output is no file
   * @throws JobException if the output is there already, or is an earlier run's without being meant
   *     to, or the journal is another input's
   * @throws BadInputException if the input holds something else than questions
   */
  public static BatchJob open(JobSpec spec, OutputStream out) {
    JobOutput output = JobOutput.open(spec, out);
    try {
      OptionalLong total =
          spec.input().file().isPresent()
              ? OptionalLong.of(count(spec, output))
              : OptionalLong.empty();
      return new BatchJob(spec, output, total);
    } catch (RuntimeException e) {
      output.close();
      throw e;
    }
  }

  /** Reads all questions of a file, so that what is wrong with one is found before any is asked. */
  private static long count(JobSpec spec, JobOutput output) {
    try (QuestionReader reader = spec.input().open()) {
      long count = 0;
      while (reader.hasNext()) {
        Question question = reader.next();
        output.isDone(AskedQuestion.of(count++, reader.line(), question));
      }
      output.requireAllOf(count);
      return count;
    }
  }

  /**
   * Asks what is left to ask, and puts the output in its place unless the job is cancelled.
   *
   * @param opening opens the predictor, which this job then owns; not called if nothing is left to
   *     ask
   * @throws JobException if the job cannot go on; what is finished until then is kept
   */
  public JobResult run(Supplier<BatchPredictor> opening) {
    try (QuestionReader reader = spec.input().open()) {
      OpenQuestions questions = new OpenQuestions(reader, output, () -> cancelled);
      Optional<BatchMetrics> metrics =
          questions.hasNext() ? Optional.of(ask(questions, opening)) : Optional.empty();
      Ending ending = ending(questions, metrics);
      if (ending == Ending.COMPLETE) {
        output.requireAllOf(questions.read());
      }
      if (ending != Ending.CANCELLED) {
        output.finish();
      }
      return new JobResult(
          ending, output.tally(), done.get(), output.firstUnanswered(), metrics, output.journal());
    } catch (BadInputException e) {
      throw new JobException(
          e.getMessage()
              + output
                  .journal()
                  .map(kept -> "; mend it and --resume: the outcomes so far are kept in " + kept)
                  .orElse(""),
          e);
    } catch (IOException e) {
      throw new JobException("the output cannot be written (" + e + ")", e);
    }
  }

  private BatchMetrics ask(OpenQuestions questions, Supplier<BatchPredictor> opening) {
    BatchPredictor opened = opening.get();
    begin = System.nanoTime();
    predictor = opened;
    return opened.predictStream(
        questions, output.delivery(), outcome -> add(questions.take(outcome.index()), outcome));
  }

  private void add(AskedQuestion question, Outcome outcome) {
    output.add(question, outcome);
    done.incrementAndGet();
    if (!(outcome instanceof Outcome.Answered)) {
      failed.incrementAndGet();
    }
  }

  private static Ending ending(OpenQuestions questions, Optional<BatchMetrics> metrics) {
    if (questions.isCancelled()
        || metrics.filter(measured -> measured.counts().cancelled() > 0).isPresent()) {
      return Ending.CANCELLED;
    }
    return questions.isExhausted() ? Ending.COMPLETE : Ending.TIMED_OUT;
  }

  /** How far it is. */
  public JobProgress progress() {
    BatchPredictor asked = predictor;
    return new JobProgress(
        total,
        output.doneBefore(),
        done.get(),
        failed.get(),
        asked == null ? 0 : asked.callsInFlight(),
        asked == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - begin));
  }

  /**
   * Ends it as soon as may be. What is finished is kept in the journal, and what is under way is
   * given up.
   */
  public void cancel() {
    cancelled = true;
    BatchPredictor asked = predictor;
    if (asked != null) {
      asked.cancel();
    }
  }

  /** Closes the predictor and the journal. */
  @Override
  public void close() {
    BatchPredictor asked = predictor;
    if (asked != null) {
      asked.close();
    }
    output.close();
  }
}
