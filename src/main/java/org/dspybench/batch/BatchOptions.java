package org.dspybench.batch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.RetryPolicy;
import org.dspybench.lm.Transport;

/**
 * How a batch is to be run. Immutable; made by a {@link Builder}.
 *
 * @param endpoint where LM calls go
 * @param program a DSPy signature, or {@code module:attribute} of a DSPy module
 * @param path folder in which {@code module} is looked for first
 * @param transport how LM calls leave the process
 * @param workers predictions that may run at once
 * @param timeout longest wait for one attempt of an LM call
 * @param retry when a failed call is tried again; for the transports {@code lm15} and {@code
 *     litellm} only its number of attempts counts, DSPy does the rest
 * @param temperature sampling temperature; the provider's default when empty
 * @param maxTokens longest answer in tokens; the provider's default when empty
 * @param python interpreter or virtual environment to use; looked for in the usual places when
 *     empty
 */
public record BatchOptions(
    Endpoint endpoint,
    String program,
    Optional<Path> path,
    Transport transport,
    int workers,
    Duration timeout,
    RetryPolicy retry,
    OptionalDouble temperature,
    OptionalInt maxTokens,
    Optional<Path> python) {

  /** Rejects what cannot be run. */
  public BatchOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + workers);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive, not " + timeout);
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
    private int workers = 10;
    private Duration timeout = Duration.ofSeconds(60);
    private RetryPolicy retry = RetryPolicy.NONE;
    private OptionalDouble temperature = OptionalDouble.empty();
    private OptionalInt maxTokens = OptionalInt.empty();
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

    /** Number of workers; 10 by default. */
    public Builder workers(int workers) {
      this.workers = workers;
      return this;
    }

    /** Timeout of an attempt; 60 seconds by default. */
    public Builder timeout(Duration timeout) {
      this.timeout = timeout;
      return this;
    }

    /** Retries; none by default. */
    public Builder retry(RetryPolicy retry) {
      this.retry = retry;
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
          workers,
          timeout,
          retry,
          temperature,
          maxTokens,
          python);
    }
  }
}
