package org.dspybench.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.dspybench.console.EndpointArguments;
import org.dspybench.console.ResumeArguments;
import org.dspybench.job.JobSpec;
import org.dspybench.job.input.JobInput;
import org.dspybench.job.input.QuestionFormat;
import org.dspybench.lm.Endpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a job asks, whom, and where the outcomes go. */
final class JobArguments {

  private static final String STANDARD = "-";

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "questions, in .jsonl, .csv or .txt; - is standard input, in JSONL")
  private @Nullable String input;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "jsonl, csv or txt, where the input's name does not tell")
  private @Nullable String format;

  @Option(
      names = "--field",
      paramLabel = "NAME",
      description = "input field that a line of a .txt is (default: ${DEFAULT-VALUE})")
  private String field = "question";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "outcomes, one JSON object per question, in order; - is standard output")
  private @Nullable String output;

  @Mixin private EndpointArguments endpoint = new EndpointArguments();

  @Mixin private ResumeArguments earlier = new ResumeArguments();

  /** Whether any of them was given that makes it a job. */
  boolean isGiven() {
    return input != null || output != null || endpoint.isGiven() || earlier.isGiven();
  }

  Endpoint endpoint() {
    return endpoint.endpoint();
  }

  JobSpec spec(String program) {
    String target = given("--output", output);
    return new JobSpec(
        program,
        endpoint(),
        input(),
        target.equals(STANDARD) ? Optional.empty() : Optional.of(Path.of(target)),
        earlier.resume(),
        earlier.retryFailed(),
        earlier.tracebacks());
  }

  private JobInput input() {
    String source = given("--input", input);
    if (source.equals(STANDARD)) {
      QuestionFormat chosen = format == null ? QuestionFormat.JSONL : QuestionFormat.of(format);
      return JobInput.ofStream(
          "standard input", new FileInputStream(FileDescriptor.in), chosen, field);
    }
    QuestionFormat chosen =
        format == null ? QuestionFormat.ofFileName(source) : QuestionFormat.of(format);
    return JobInput.ofFile(Path.of(source), chosen, field);
  }

  private static String given(String option, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException("a job needs " + option + "; --help shows examples");
    }
    return value;
  }
}
