package org.dspybench.spark.cluster;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dspybench.batch.BatchOptions;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.python.Strategy;
import org.dspybench.python.Trim;
import org.jspecify.annotations.Nullable;

/**
 * The options of an executor's predictor, in a form that travels. Holds the name of the variable
 * with the API key, never the key.
 *
 * @param keyExpected whether the driver has the key, so that an executor without it is a mistake
 */
public record PredictorRecipe(
    String baseUrl,
    String model,
    String apiKeyVariable,
    boolean keyExpected,
    String program,
    @Nullable String path,
    String transport,
    String strategy,
    String trims,
    int workers,
    String limit,
    Duration timeout,
    Retries retries,
    @Nullable Duration questionDeadline,
    boolean deduplicate,
    long cacheBytes,
    @Nullable Double temperature,
    @Nullable Integer maxTokens,
    @Nullable String python)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What a {@link RetryPolicy} and its reserve are made of. */
  record Retries(
      int maxAttempts, Duration base, Duration most, Duration total, long seed, int reserve)
      implements Serializable {

    private static final long serialVersionUID = 1L;

    RetryPolicy policy() {
      return new RetryPolicy(maxAttempts, base, most, total, seed);
    }
  }

  public static PredictorRecipe of(BatchOptions options) {
    Endpoint endpoint = options.endpoint();
    RetryPolicy retry = options.retry();
    return new PredictorRecipe(
        endpoint.baseUrl().toString(),
        endpoint.model(),
        endpoint.apiKeyVariable(),
        System.getenv(endpoint.apiKeyVariable()) != null,
        options.program(),
        options.path().map(Path::toString).orElse(null),
        options.transport().label(),
        options.strategy().label(),
        options.trims().isEmpty()
            ? "none"
            : options.trims().stream().map(Trim::label).sorted().collect(Collectors.joining(",")),
        options.workers(),
        options.limit().label(),
        options.timeout(),
        new Retries(
            retry.maxAttempts(),
            retry.baseDelay(),
            retry.maxDelay(),
            retry.maxTotal(),
            retry.seed(),
            options.retryReserve()),
        options.questionDeadline().orElse(null),
        options.deduplicate(),
        options.cacheBytes(),
        options.temperature().isPresent() ? options.temperature().getAsDouble() : null,
        options.maxTokens().isPresent() ? options.maxTokens().getAsInt() : null,
        options.python().map(Path::toString).orElse(null));
  }

  public Endpoint endpoint() {
    return new Endpoint(URI.create(baseUrl), model, apiKeyVariable);
  }

  /** The rate of the whole cluster; empty where the limit is none by rate. */
  public Optional<CallLimit.Rate> clusterRate() {
    return CallLimit.of(limit) instanceof CallLimit.Rate rate
        ? Optional.of(rate)
        : Optional.empty();
  }

  /**
   * The options of one executor.
   *
   * @param own the limit of this executor
   */
  public BatchOptions options(CallLimit own) {
    BatchOptions.Builder options =
        BatchOptions.to(endpoint())
            .program(program)
            .transport(Transport.of(transport))
            .strategy(Strategy.of(strategy))
            .trims(Trim.parse(trims))
            .workers(workers)
            .limit(own)
            .timeout(timeout)
            .retry(retries.policy())
            .retryReserve(retries.reserve)
            .deduplicate(deduplicate)
            .cacheBytes(cacheBytes);
    Optional.ofNullable(path).map(Path::of).ifPresent(options::path);
    Optional.ofNullable(questionDeadline).ifPresent(options::questionDeadline);
    Optional.ofNullable(temperature).ifPresent(options::temperature);
    Optional.ofNullable(maxTokens).ifPresent(options::maxTokens);
    // Here a path becomes absolute, and not on the driver: archives lie in an executor's own
    // folder.
    Optional.ofNullable(python).map(Path::of).map(Path::toAbsolutePath).ifPresent(options::python);
    return options.build();
  }
}
