package org.dspybench.console;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.dspybench.batch.BatchOptions;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.python.Strategy;
import org.dspybench.python.Trim;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How questions are predicted: what {@link BatchOptions} are made of. */
public final class PredictorArguments {

  private static final int FEW = 10;

  /** Where the limit on calls is no number of calls at once. */
  private static final int MANY = 50;

  @Option(
      names = "--program",
      paramLabel = "MODULE:NAME",
      description = "a dspy.Module: class, instance, or function that returns one")
  private @Nullable String program;

  @Option(
      names = "--signature",
      paramLabel = "TEXT",
      description = "a DSPy signature, in place of a program (default: question -> answer)")
  private @Nullable String signature;

  @Option(
      names = "--path",
      paramLabel = "DIR",
      description = "folder in which the program's module is looked for first")
  private @Nullable Path path;

  @Mixin private PythonArgument python = new PythonArgument();

  @Option(
      names = "--transport",
      paramLabel = "NAME",
      description = "java, lm15 or litellm (default: ${DEFAULT-VALUE})")
  private String transport = "java";

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = {
        "how predictions are made at once: workers, asyncio, greenlets or dspy-parallel",
        "(default: ${DEFAULT-VALUE})"
      })
  private String strategy = "workers";

  @Option(
      names = "--trim",
      paramLabel = "LABEL[,LABEL...]",
      description = {
        "what to save of DSPy's CPU time: type-adapters, system-message, plain-calls, field-lookup,",
        "decision-check, all or none (default: ${DEFAULT-VALUE})"
      })
  private String trims = "none";

  @Option(
      names = "--max-concurrent",
      paramLabel = "N",
      description = {
        "predictions that may run at once (default: as many as a fixed --limit, 50 with another, 10",
        "without; a mode has its own)"
      })
  private @Nullable Integer maxConcurrent;

  @Option(
      names = "--limit",
      paramLabel = "LIMIT",
      description = {
        "LM calls in flight: fixed:N, rate:500rpm[,30000tpm][,burst=50], adaptive[:aimd|:gradient2]",
        "(default: fixed, as many as --max-concurrent)"
      })
  private @Nullable String limit;

  @Option(
      names = "--retries",
      paramLabel = "N",
      description = "further attempts at a call that failed (default: 5)")
  private int retries = RetryPolicy.STANDARD.maxAttempts() - 1;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "longest wait for an attempt at a call (default: 60s)")
  private Duration timeout = Duration.ofSeconds(60);

  @Option(
      names = "--question-deadline",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "longest time for a question, all its calls and retries together")
  private @Nullable Duration questionDeadline;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = TimeSpan.class,
      description = "longest time for the whole; times are such as 500ms, 30s, 5m, 2h")
  private @Nullable Duration deadline;

  @Option(names = "--temperature", paramLabel = "X", description = "sampling temperature")
  private @Nullable Double temperature;

  @Option(names = "--max-tokens", paramLabel = "N", description = "longest answer in tokens")
  private @Nullable Integer maxTokens;

  @Option(
      names = "--no-dedupe",
      description = "predict a question as often as it stands in the input, not once")
  private boolean noDedupe;

  @Option(
      names = "--metrics",
      paramLabel = "FILE",
      description = "write what was measured: JSON, and an interval log beside it (.hlog)")
  private @Nullable Path metrics;

  /** The program, or signature. */
  public String program() {
    if (program != null && signature != null) {
      throw new IllegalArgumentException("--program and --signature exclude each other; give one");
    }
    if (program != null && !program.contains(":")) {
      throw new IllegalArgumentException(
          "--program is MODULE:NAME, such as my_package.my_module:MyProgram, not '"
              + program
              + "'");
    }
    return program != null ? program : signature != null ? signature : "question -> answer";
  }

  /** The file for what was measured; empty if none was asked for. */
  public Optional<Path> metrics() {
    return Optional.ofNullable(metrics);
  }

  /** Predictions at once, where nothing was said as many as the argument says. */
  public int maxConcurrentOr(int otherwise) {
    int chosen = maxConcurrent == null ? otherwise : maxConcurrent;
    if (chosen < 1) {
      throw new IllegalArgumentException("--max-concurrent must be at least 1, not " + chosen);
    }
    return chosen;
  }

  /** Workers for a job: enough for what the limit allows, where nothing else was said. */
  public int workers() {
    return workersOr(FEW);
  }

  /** As {@link #workers()}, with another number where there is no limit to go by. */
  public int workersOr(int otherwise) {
    return maxConcurrentOr(
        given(limit)
            .map(CallLimit::of)
            .map(chosen -> chosen instanceof CallLimit.Fixed fixed ? fixed.calls() : MANY)
            .orElse(otherwise));
  }

  /** What was given, for an endpoint and a number of workers. */
  public BatchOptions.Builder options(Endpoint endpoint, int workers) {
    BatchOptions.Builder options = optionsWithoutLog(endpoint, workers);
    metrics().map(PredictorArguments::intervalLog).ifPresent(options::intervalLog);
    return options;
  }

  /** As {@link #options}, for predictors of several processes, which have no log in common. */
  public BatchOptions.Builder optionsWithoutLog(Endpoint endpoint, int workers) {
    if (retries < 0) {
      throw new IllegalArgumentException("--retries must not be negative: " + retries);
    }
    BatchOptions.Builder options =
        BatchOptions.to(endpoint)
            .program(program())
            .transport(Transport.of(transport))
            .strategy(Strategy.of(strategy))
            .trims(Trim.parse(trims))
            .workers(workers)
            .retry(RetryPolicy.STANDARD.withMaxAttempts(retries + 1))
            .timeout(timeout)
            .deduplicate(!noDedupe);
    given(path).ifPresent(options::path);
    python.path().ifPresent(options::python);
    given(limit).map(CallLimit::of).ifPresent(options::limit);
    given(questionDeadline).ifPresent(options::questionDeadline);
    given(deadline).ifPresent(options::batchDeadline);
    given(temperature).ifPresent(options::temperature);
    given(maxTokens).ifPresent(options::maxTokens);
    return options;
  }

  private static <T> Optional<T> given(@Nullable T value) {
    return Optional.ofNullable(value);
  }

  /** {@code metrics.hlog} beside {@code metrics.json}. */
  private static Path intervalLog(Path metrics) {
    String name = String.valueOf(metrics.getFileName());
    return metrics.resolveSibling(name.replaceFirst("\\.[^.]*$", "") + ".hlog");
  }
}
