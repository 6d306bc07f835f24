package org.dspybench.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;
import org.dspybench.lm.limit.CallLimit;
import org.dspybench.python.Strategy;
import org.dspybench.python.Trim;

/**
 * How a batch is to be run. Immutable; made by a {@link Builder}.
 *
 * @param endpoint where LM calls go
 * @param program a DSPy signature, or {@code module:attribute} of a DSPy module
 * @param path folder in which {@code module} is looked for first
 * @param transport how LM calls leave the process
 * @param strategy how predictions come to be made at the same time
 * @param trims what is saved of DSPy's CPU time, for all predictors of this JVM
 * @param workers predictions that may run at once
 * @param limit LM calls that may be in flight, and how fast they may start
 * @param timeout longest wait for one attempt of an LM call
 * @param retry when a failed call is tried again
 * @param retryReserve retries that the calls of a batch may make beyond one for each answer, taken
 *     together, so that a dead endpoint fails fast; waits asked for with a 429 are not counted
 * @param questionDeadline longest time from the moment a worker takes a question to its outcome;
 *     none when empty
 * @param batchDeadline longest time of a batch; none when empty
 * @param deduplicate whether identical questions of a batch are predicted once
 * @param cacheBytes size of the cache of answers that the predictor's batches share; 0 is none
 * @param temperature sampling temperature; the provider's default when empty
 * @param maxTokens longest answer in tokens; the provider's default when empty
 * @param intervalLog file for the latencies of the last batch, second by second, in the log format
 *     of HdrHistogram; none when empty
 * @param python interpreter or virtual environment to use; looked for in the usual places when
 *     empty
 */
public record BatchOptions(
    Endpoint endpoint,
    String program,
    Optional<Path> path,
    Transport transport,
    Strategy strategy,
    Set<Trim> trims,
    int workers,
    CallLimit limit,
    Duration timeout,
    RetryPolicy retry,
    int retryReserve,
    Optional<Duration> questionDeadline,
    Optional<Duration> batchDeadline,
    boolean deduplicate,
    long cacheBytes,
    OptionalDouble temperature,
    OptionalInt maxTokens,
    Optional<Path> intervalLog,
    Optional<Path> python) {

  /** Rejects what cannot be run, such as a strategy with a transport that it does not take. */
  public BatchOptions {
    trims = Set.copyOf(trims);
    require(workers >= 1, "workers must be at least 1, not " + workers);
    require(
        strategy.takes(transport),
        "the strategy %s makes its calls by the transport java, not by %s: take the transport java, or the strategy workers or dspy-parallel"
            .formatted(strategy.label(), transport.label()));
    require(retryReserve >= 0, "retryReserve must not be negative: " + retryReserve);
    require(cacheBytes >= 0, "cacheBytes must not be negative: " + cacheBytes);
    requirePositive("timeout", timeout);
    questionDeadline.ifPresent(deadline -> requirePositive("questionDeadline", deadline));
    batchDeadline.ifPresent(deadline -> requirePositive("batchDeadline", deadline));
  }

  private static void requirePositive(String name, Duration duration) {
    require(
        !duration.isNegative() && !duration.isZero(), name + " must be positive, not " + duration);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Starts with the defaults for the given endpoint. */
  public static Builder to(Endpoint endpoint) {
    return new Builder(endpoint);
  }

  /** Collects options. Not thread-safe. */
  public static final class Builder {

    private final Endpoint endpoint;
    private String program = "question -> answer";
    private Optional<Path> path = Optional.empty();
    private Transport transport = Transport.JAVA;
    private Strategy strategy = Strategy.WORKERS;
    private Set<Trim> trims = Set.of();
    private int workers = 10;
    private Optional<CallLimit> limit = Optional.empty();
    private Duration timeout = Duration.ofSeconds(60);
    private RetryPolicy retry = RetryPolicy.STANDARD;
    private int retryReserve = 50;
    private Optional<Duration> questionDeadline = Optional.empty();
    private Optional<Duration> batchDeadline = Optional.empty();
    private boolean deduplicate = true;
    private long cacheBytes;
    private OptionalDouble temperature = OptionalDouble.empty();
    private OptionalInt maxTokens = OptionalInt.empty();
    private Optional<Path> intervalLog = Optional.empty();
    private Optional<Path> python = Optional.empty();

    private Builder(Endpoint endpoint) {
      this.endpoint = endpoint;
    }

    /** The program; {@code question -> answer} by default. */
    public Builder program(String program) {
      this.program = program;
      return this;
    }

    /** Where the program's module lies. */
    public Builder path(Path path) {
      this.path = Optional.of(path);
      return this;
    }

    /** The transport; {@link Transport#JAVA} by default. */
    public Builder transport(Transport transport) {
      this.transport = transport;
      return this;
    }

    /** The strategy; {@link Strategy#WORKERS} by default. */
    public Builder strategy(Strategy strategy) {
      this.strategy = strategy;
      return this;
    }

    /**
     * What is saved of DSPy's CPU time; nothing by default. Predictors that are open at the same
     * time have the same trims.
     */
    public Builder trims(Set<Trim> trims) {
      this.trims = trims;
      return this;
    }

    /** Number of workers; 10 by default. */
    public Builder workers(int workers) {
      this.workers = workers;
      return this;
    }

    /** The limit on LM calls; as many at once as there are workers by default. */
    public Builder limit(CallLimit limit) {
      this.limit = Optional.of(limit);
      return this;
    }

    /** Timeout of an attempt; 60 seconds by default. */
    public Builder timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    /** Retries; {@link RetryPolicy#STANDARD} by default. */
    public Builder retry(RetryPolicy retry) {
      this.retry = retry;
      return this;
    }

    /** Retries that a batch may make beyond one for each answer; 50 by default. */
    public Builder retryReserve(int retries) {
      this.retryReserve = retries;
      return this;
    }

    /** Deadline of each question, from the moment a worker takes it; none by default. */
    public Builder questionDeadline(Duration deadline) {
      this.questionDeadline = Optional.of(deadline);
      return this;
    }

    /** Deadline of each batch; none by default. */
    public Builder batchDeadline(Duration deadline) {
      this.batchDeadline = Optional.of(deadline);
      return this;
    }

    /**
     * Whether identical questions of a batch are predicted once; they are by default. Turn it off
     * where each is to be a sample of its own.
     */
    public Builder deduplicate(boolean deduplicate) {
      this.deduplicate = deduplicate;
      return this;
    }

    /** Keeps answers for later batches, in a cache of about that size; none by default. */
    public Builder cacheBytes(long bytes) {
      this.cacheBytes = bytes;
      return this;
    }

    /** Sampling temperature. */
    public Builder temperature(double temperature) {
      this.temperature = OptionalDouble.of(temperature);
      return this;
    }

    /** Longest answer, in tokens. */
    public Builder maxTokens(int maxTokens) {
      this.maxTokens = OptionalInt.of(maxTokens);
      return this;
    }

    /** Where the interval log goes. */
    public Builder intervalLog(Path file) {
      this.intervalLog = Optional.of(file);
      return this;
    }

    /** The Python environment. */
    public Builder python(Path python) {
      this.python = Optional.of(python);
      return this;
    }

    /** The options. */
    public BatchOptions build() {
      return new BatchOptions(
          endpoint,
          program,
          path,
          transport,
          strategy,
          trims,
          workers,
          limit.orElseGet(() -> new CallLimit.Fixed(workers)),
          timeout,
          retry,
          retryReserve,
          questionDeadline,
          batchDeadline,
          deduplicate,
          cacheBytes,
          temperature,
          maxTokens,
          intervalLog,
          python);
    }
  }
}
