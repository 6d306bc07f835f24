package org.dspybench.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.SparkSession;
import org.dspybench.batch.BatchMetrics;
import org.dspybench.console.Durations;
import org.dspybench.console.JobSummary;
import org.dspybench.console.ProgressLine;
import org.dspybench.console.Terminal;
import org.dspybench.files.WholeFile;
import org.dspybench.job.JobResult;
import org.dspybench.job.JobTally;
import org.dspybench.spark.checkpoint.Checkpoint;
import org.dspybench.spark.cluster.PredictorRecipe;
import org.dspybench.spark.cluster.UnfitExecutorException;
import org.dspybench.spark.dataset.ClusterOutcomes;
import org.dspybench.spark.dataset.SparkInput;
import org.dspybench.spark.dataset.SparkOutput;
import org.dspybench.spark.metrics.ClusterMetrics;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The command line of {@link SparkBatch}. */
@Command(
    name = "spark-batch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "spark-submit [OPTIONS OF SPARK] --class org.dspybench.spark.SparkBatch benchmarks.jar",
      "       --input PATH --output PATH --model NAME [OPTIONS]%n"
    },
    description = {
      "Predicts questions with a DSPy program on the executors of a Spark cluster, one Python",
      "interpreter in each. What was lost or interrupted goes on where it was.%n"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every question was answered",
      "2:wrong usage or set-up, such as an executor without Python",
      "3:some questions have no answer; the summary names them"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  spark-submit --master spark://HOST:7077 --class org.dspybench.spark.SparkBatch \\",
      "    benchmarks.jar --input hdfs:///questions.jsonl --output hdfs:///answers.parquet \\",
      "    --model gpt-4o-mini --limit rate:12000rpm --python /opt/dspy",
      "",
      "--max-concurrent is each executor's, and 50 where no limit says otherwise; so is a fixed",
      "--limit. A --limit by rate is the whole cluster's, and divided among the executors that",
      "have something to ask. --path and --python are paths on each node."
    })
final class SparkBatchCommand implements Callable<Integer> {

  private static final int SOME_FAILED = 3;

  @Mixin private SparkArguments arguments = new SparkArguments();

  private final PrintWriter err;

  private SparkBatchCommand(PrintWriter err) {
    this.err = err;
  }

  /** Runs the command. Returns its exit code. */
  static int execute(String... args) {
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    return new CommandLine(new SparkBatchCommand(err))
        .setErr(err)
        .setParameterExceptionHandler(
            (e, given) -> complain(err, e.getMessage() + "; --help shows what there is"))
        .setExecutionExceptionHandler((e, command, parsed) -> explain(err, e))
        .execute(args);
  }

  private static int complain(PrintWriter err, String message) {
    err.println("spark-batch: " + message);
    return CommandLine.ExitCode.USAGE;
  }

  /** One line for what the user can mend; the whole exception only for a fault of ours. */
  private static int explain(PrintWriter err, Exception exception) throws Exception {
    if (exception instanceof IllegalArgumentException
        || exception instanceof UnfitExecutorException
        || exception instanceof AnalysisException
        || exception instanceof IOException) {
      return complain(
          err, String.valueOf(exception.getMessage()).lines().findFirst().orElse("no reason"));
    }
    throw exception;
  }

  @Override
  public Integer call() throws IOException {
    SparkOptions options = arguments.options();
    SparkInput input = arguments.input();
    SparkOutput output = arguments.output();
    SparkConf conf = ClusterSettings.prepare(new SparkConf());
    ClusterSettings.check(conf, PredictorRecipe.of(options.predictor()));
    SparkSession session = SparkSession.builder().config(conf).getOrCreate();
    try {
      Configuration settings = session.sparkContext().hadoopConfiguration();
      boolean left = Checkpoint.of(options.checkpoint(), settings).header().isPresent();
      output.requireOwnPlace(settings);
      if (output.exists(settings) && !left) {
        return finished(output);
      }
      return run(ClusterJob.open(input.read(session), options), output, settings);
    } finally {
      session.stop();
    }
  }

  private int finished(SparkOutput output) {
    if (!arguments.resume()) {
      throw new IllegalArgumentException(
          output.path() + " is there already; give --output another folder, or delete it");
    }
    err.println("Nothing was left to ask: " + output.path() + " is finished");
    return 0;
  }

  private int run(ClusterJob job, SparkOutput output, Configuration settings) throws IOException {
    Terminal terminal = Terminal.ofStandardError();
    ClusterMetrics metrics;
    try (ProgressLine line = ProgressLine.begin(err, terminal, job::progress)) {
      metrics = job.run();
    }
    ClusterOutcomes outcomes = job.outcomes();
    JobTally tally = outcomes.tally();
    if (tally.notAsked() != 0) {
      throw new IllegalStateException(tally.notAsked() + " questions have no outcome");
    }
    List<JobResult.Unanswered> first =
        tally.unanswered() == 0 ? List.of() : outcomes.firstUnanswered();
    output.write(outcomes, settings);
    summarise(metrics, tally, first, terminal, output);
    if (tally.unanswered() == 0) {
      job.forget();
    }
    return tally.unanswered() == 0 ? 0 : SOME_FAILED;
  }

  private void summarise(
      ClusterMetrics metrics,
      JobTally tally,
      List<JobResult.Unanswered> first,
      Terminal terminal,
      SparkOutput output)
      throws IOException {
    Optional<BatchMetrics> total =
        metrics.asked() == 0 ? Optional.empty() : Optional.of(metrics.total());
    metrics.forEach(this::print);
    new JobSummary(err, terminal)
        .print(
            new JobResult(
                JobResult.Ending.COMPLETE, tally, metrics.asked(), first, total, Optional.empty()),
            output.path());
    if (tally.unanswered() > 0) {
      err.println("The same command with --resume --retry-failed asks them again.");
    }
    if (arguments.metrics().isPresent()) {
      WholeFile.write(arguments.metrics().get(), metrics.toJson());
    }
  }

  private void print(String executor, BatchMetrics metrics) {
    err.printf(
        "%s: %,d answered, %,.1f/s over %s%n",
        executor,
        metrics.counts().answered(),
        metrics.throughput(),
        Durations.measured(metrics.makespan()));
  }
}
