package org.dspybench.python;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import org.dspybench.lm.Endpoint;
import org.dspybench.lm.Transport;
import org.jspecify.annotations.Nullable;

/**
 * What a session runs, and against which endpoint.
 *
 * @param program a DSPy signature, or {@code module:attribute} of a DSPy module
 * @param path folder in which {@code module} is looked for first
 * @param transport how LM calls leave the process
 * @param endpoint where they go
 * @param timeout longest wait for one attempt of a call
 * @param workers predictions that may run at once
 * @param temperature sampling temperature; the provider's default when empty
 * @param maxTokens longest answer in tokens; the provider's default when empty
 * @param trims what is saved of DSPy's CPU time
 */
public record SessionSettings(
    String program,
    Optional<Path> path,
    Transport transport,
    Endpoint endpoint,
    Duration timeout,
    int workers,
    OptionalDouble temperature,
    OptionalInt maxTokens,
    Set<Trim> trims) {

  /** Keeps a copy of the trims, and refuses less than one worker. */
  public SessionSettings {
    trims = Set.copyOf(trims);
    if (workers < 1) {
      throw new IllegalArgumentException("workers must be at least 1, not " + workers);
    }
  }

  /** The form in which {@code worker.py} takes them. The key stays in the environment. */
  Json json() {
    return new Json(
        program,
        path.map(folder -> folder.toAbsolutePath().toString()).orElse(null),
        transport.label(),
        endpoint.model(),
        endpoint.baseUrl().toString(),
        endpoint.apiKeyVariable(),
        timeout.toMillis() / 1000.0,
        temperature.isPresent() ? temperature.getAsDouble() : null,
        maxTokens.isPresent() ? maxTokens.getAsInt() : null,
        trims.stream().map(Trim::label).sorted().toList());
  }

  /** Fields of {@code worker.Settings}. */
  record Json(
      String program,
      @Nullable String path,
      String transport,
      String model,
      @JsonProperty("base_url") String baseUrl,
      @JsonProperty("api_key_variable") String apiKeyVariable,
      @JsonProperty("timeout_seconds") double timeoutSeconds,
      @Nullable Double temperature,
      @JsonProperty("max_tokens") @Nullable Integer maxTokens,
      List<String> trims) {}
}
