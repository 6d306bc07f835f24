package org.dspybench.console;

import java.net.URI;
import org.dspybench.lm.Endpoint;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom a job asks. */
public final class EndpointArguments {

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "OpenAI-compatible base URL (default: ${DEFAULT-VALUE})")
  private URI endpoint = URI.create("https://api.openai.com/v1");

  @Option(names = "--model", paramLabel = "NAME", description = "model to ask")
  private @Nullable String model;

  @Option(
      names = "--api-key-variable",
      paramLabel = "NAME",
      description = "environment variable that holds the key (default: ${DEFAULT-VALUE})")
  private String apiKeyVariable = "OPENAI_API_KEY";

  /** Whether a model was given, without which there is nobody to ask. */
  public boolean isGiven() {
    return model != null;
  }

  /**
   * The endpoint.
   *
   * @throws IllegalArgumentException in one line, if no model was given or something is wrong
   */
  public Endpoint endpoint() {
    if (model == null) {
      throw new IllegalArgumentException("a job needs --model; --help shows examples");
    }
    return new Endpoint(endpoint, model, apiKeyVariable);
  }
}
