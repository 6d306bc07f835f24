package org.dspybench.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.dspybench.console.EndpointArguments;
import org.dspybench.console.PredictorArguments;
import org.dspybench.console.ResumeArguments;
import org.dspybench.spark.dataset.SparkInput;
import org.dspybench.spark.dataset.SparkOutput;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a job on a cluster asks, whom, and where the outcomes go. */
final class SparkArguments {

  @Option(
      names = "--input",
      paramLabel = "PATH",
      description = "questions: a file or folder on any file system of Hadoop's, or a table")
  private @Nullable String input;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "jsonl, csv, txt, parquet or table, where the input's name does not tell")
  private @Nullable String format;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "input field that a line of a .txt is (default: ${DEFAULT-VALUE})")
  private String field = "question";

  @Option(
      names = "--columns",
      paramLabel = "NAME[,NAME...]",
      split = ",",
      description = "columns that are the program's input fields (default: all)")
  private List<String> columns = List.of();

  @Option(
      names = "--output",
      paramLabel = "PATH",
      description = "folder for the outcomes, one row per question beside the input's columns")
  private @Nullable String output;

  @Option(
      names = "--output-format",
      paramLabel = "NAME",
      description = "parquet or jsonl (default: jsonl where the output's name ends so)")
  private @Nullable String outputFormat;

  @Option(
      names = "--checkpoint",
      paramLabel = "PATH",
      description = {
        "folder that all nodes see, for outcomes until the output is whole",
        "(default: the output's name and .checkpoint)"
      })
  private @Nullable String checkpoint;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "parts of the questions, a task for each (default: four for each core)")
  private @Nullable Integer partitions;

  @Mixin private ResumeArguments earlier = new ResumeArguments();

  @Mixin private EndpointArguments endpoint = new EndpointArguments();

  @Mixin private PredictorArguments predictor = new PredictorArguments();

  SparkInput input() {
    return SparkInput.of(given("--input", input), Optional.ofNullable(format), field);
  }

  SparkOutput output() {
    return SparkOutput.of(given("--output", output), Optional.ofNullable(outputFormat));
  }

  boolean resume() {
    return earlier.resume();
  }

  /** Where the metrics go; on the driver's machine. */
  Optional<Path> metrics() {
    return predictor.metrics();
  }

  SparkOptions options() {
    return new SparkOptions(
        predictor
            .optionsWithoutLog(endpoint.endpoint(), predictor.workersOr(SparkOptions.WORKERS))
            .build(),
        Optional.ofNullable(checkpoint).orElse(output().path() + ".checkpoint"),
        columns,
        Optional.ofNullable(partitions),
        earlier.resume(),
        earlier.retryFailed(),
        earlier.tracebacks());
  }

  private static String given(String option, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException("a job needs " + option + "; --help shows examples");
    }
    return value;
  }
}
