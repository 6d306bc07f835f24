package org.dspybench.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.batch.BatchOptions;
import org.dspybench.batch.BatchPredictor;
import org.dspybench.batch.BatchResult;
import org.dspybench.console.Durations;
import org.dspybench.console.JobSummary;
import org.dspybench.console.MetricsSummary;
import org.dspybench.console.PredictorArguments;
import org.dspybench.console.ProgressLine;
import org.dspybench.console.Terminal;
import org.dspybench.files.WholeFile;
import org.dspybench.job.BatchJob;
import org.dspybench.job.JobResult;
import org.dspybench.job.JobSpec;
import org.dspybench.modes.Ladder;
import org.dspybench.modes.Mode;
import org.dspybench.modes.ModeRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code batch}: predicts a file of questions, or shows the library at work. */
@Command(
    name = "batch",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    customSynopsis = {
      "benchmarks.jar batch --input FILE --output FILE --model NAME [OPTIONS]",
      "       java -jar benchmarks.jar batch --mode NAME [OPTIONS]%n"
    },
    synopsisHeading = "Usage: java -jar ",
    optionListHeading = "%nOptions of a job, of a demonstration, and of both:%n",
    description =
        "Predicts a file of questions with a DSPy program, many at once; what was interrupted goes on"
            + " with --resume. Or shows, with --mode, what that gains, against a simulated endpoint.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every question was answered",
      "2:wrong usage or set-up",
      "3:some questions have no answer; the summary names them",
      "130:interrupted; everything finished is on disk"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  batch --input questions.jsonl --output answers.jsonl --model gpt-4o-mini",
      "  batch --input questions.jsonl --output answers.jsonl --model gpt-4o-mini --resume",
      "  batch --input tickets.csv --output labels.jsonl --model gpt-4o-mini \\",
      "        --signature \"title, body -> label\" --limit rate:500rpm",
      "  batch --input - --output - --model llama3 --endpoint http://localhost:11434/v1",
      "  batch --mode simple",
      "  batch --mode benchmark --transport litellm",
      "",
      "A question is an object such as {\"question\": \"Why?\"}: a value for each input field.",
      "The key is read from the environment. Progress and a job's summary go to standard error."
    })
final class BatchCommand implements Callable<Integer> {

  private static final int SOME_FAILED = 3;
  private static final int INTERRUPTED = 130;

  @Spec private CommandSpec spec;

  @Mixin private final JobArguments job = new JobArguments();

  @Mixin private final ModeArguments demonstration = new ModeArguments();

  @Mixin private final PredictorArguments predictor = new PredictorArguments();

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.ofStandardError();
    if (demonstration.mode().isPresent()) {
      if (job.isGiven()) {
        throw new ParameterException(
            spec.commandLine(), "--mode shows its own questions; leave the options of a job out");
      }
      return show(demonstration.mode().get(), terminal);
    }
    if (!job.isGiven()) {
      throw new ParameterException(
          spec.commandLine(), "give --input, --output and --model for a job, or --mode");
    }
    return run(terminal);
  }

  private int run(Terminal terminal) throws IOException {
    BatchOptions options = predictor.options(job.endpoint(), predictor.workers()).build();
    JobSpec jobSpec = job.spec(options.program());
    try (BatchJob work = BatchJob.open(jobSpec, new FileOutputStream(FileDescriptor.out));
        Interrupt ignored = Interrupt.cancelling(work::cancel)) {
      JobResult result;
      try (ProgressLine line = ProgressLine.begin(err(), terminal, work::progress)) {
        result = work.run(() -> BatchPredictor.open(options));
      }
      new JobSummary(err(), terminal)
          .print(result, jobSpec.output().map(Path::toString).orElse("standard output"));
      if (result.metrics().isPresent()) {
        keep(result.metrics().get().toJson());
      }
      return exitCode(result);
    }
  }

  private static int exitCode(JobResult result) {
    return switch (result.ending()) {
      case CANCELLED -> INTERRUPTED;
      case COMPLETE, TIMED_OUT -> result.tally().unanswered() == 0 ? 0 : SOME_FAILED;
    };
  }

  private int show(Mode mode, Terminal terminal) throws IOException {
    err().println("Warming the simulated endpoint up (ten seconds)");
    try (ModeRun run = ModeRun.start(demonstration.settings(mode, predictor))) {
      return mode == Mode.BENCHMARK ? climb(run, terminal) : predict(run, terminal);
    }
  }

  private int predict(ModeRun run, Terminal terminal) throws IOException {
    err().println("Warming Python up, then predicting");
    BatchResult result = run.predict(predictor::options);
    BatchMetrics metrics = result.metrics();
    if (demonstration.isJson()) {
      out().print(metrics.toJson());
      out().flush();
    } else {
      new MetricsSummary(out(), terminal).print(metrics);
    }
    keep(metrics.toJson());
    return metrics.counts().unanswered() == 0 ? 0 : SOME_FAILED;
  }

  private int climb(ModeRun run, Terminal terminal) throws IOException {
    err().println("Warming Python up, then predicting the same batch again and again");
    Ladder ladder =
        run.climb(
            predictor::options,
            step ->
                err()
                    .printf(
                        "%d at once: %s%n",
                        step.workers(), Durations.measured(step.metrics().makespan())));
    if (demonstration.isJson()) {
      out().print(ladder.toJson());
      out().flush();
    } else {
      new LadderSummary(out(), terminal).print(ladder);
    }
    keep(ladder.toJson());
    return ladder.steps().stream().allMatch(step -> step.metrics().counts().unanswered() == 0)
        ? 0
        : SOME_FAILED;
  }

  private void keep(String metrics) throws IOException {
    if (predictor.metrics().isPresent()) {
      WholeFile.write(predictor.metrics().get(), metrics);
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
