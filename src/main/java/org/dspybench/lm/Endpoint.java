package org.dspybench.lm;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An OpenAI-compatible endpoint and the model asked there. Holds the name of the environment
 * variable with the API key, never the key: {@link LmClient} reads it for each call, and without
 * the variable sends no {@code Authorization} header.
 *
 * @param baseUrl what the path {@code /chat/completions} is appended to, such as {@code
 *     https://api.openai.com/v1}
 * @param model the model's name, without a provider before it
 * @param apiKeyVariable the environment variable that holds the key
 */
public record Endpoint(URI baseUrl, String model, String apiKeyVariable) {

  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  /**
   * @throws IllegalArgumentException with one line that says what is wrong; the line repeats
   *     neither user-info, nor a query, nor what stands in place of a variable's name, since each
   *     may be a secret
   */
  public Endpoint {
    Objects.requireNonNull(baseUrl, "baseUrl");
    String scheme = baseUrl.getScheme() == null ? "" : baseUrl.getScheme().toLowerCase(Locale.ROOT);
    require(
        scheme.equals("http") || scheme.equals("https"),
        "the endpoint's URL must start with http:// or https://");
    require(baseUrl.getRawAuthority() != null, "the endpoint's URL names no host");
    require(
        baseUrl.getRawUserInfo() == null && baseUrl.getRawAuthority().indexOf('@') < 0,
        "the endpoint's URL must not hold a user or password:"
            + " put the key into an environment variable");
    require(baseUrl.getHost() != null, "the endpoint's URL names no host");
    require(
        baseUrl.getRawQuery() == null && baseUrl.getRawFragment() == null,
        "the endpoint's URL must end with its path, without '?' or '#'");
    require(!model.isBlank(), "the endpoint's model has no name");
    require(
        VARIABLE.matcher(apiKeyVariable).matches(),
        "the API key is given by the name of an environment variable, such as OPENAI_API_KEY");
  }

  /** Where chat-completions bodies are posted. */
  URI chatCompletions() {
    String base = baseUrl.toString();
    return URI.create((base.endsWith("/") ? base : base + "/") + "chat/completions");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
