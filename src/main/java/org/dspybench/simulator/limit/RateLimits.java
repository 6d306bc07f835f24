package org.dspybench.simulator.limit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.dspybench.simulator.provider.Hints;
import org.dspybench.simulator.provider.Provider;
import org.dspybench.simulator.provider.Resource;
import org.jspecify.annotations.Nullable;

/**
 * How much an account may ask for in a minute. Beyond that it is answered 429, at once, before any
 * latency.
 *
 * <p>Limits are about real time: a time scale does not touch them, and which call they refuse is
 * not decided by the seed. A limit that is null is none.
 *
 * @param provider whose way to keep limits, and whose words
 * @param requestsPerMinute any provider's
 * @param tokensPerMinute OpenAI's and Azure's: prompt and longest answer together
 * @param inputTokensPerMinute Anthropic's
 * @param outputTokensPerMinute Anthropic's
 * @param initialFill share of a full minute that is there at the start, from 0 to 1
 * @param hints the headers that tell the wait
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RateLimits(
    Provider provider,
    @Nullable Integer requestsPerMinute,
    @Nullable Integer tokensPerMinute,
    @Nullable Integer inputTokensPerMinute,
    @Nullable Integer outputTokensPerMinute,
    double initialFill,
    Hints hints) {

  /** Per minute; keeps the arithmetic inside 64 bits. */
  public static final int LARGEST_LIMIT = 100_000_000;

  /** No limits at all. */
  public static final RateLimits NONE =
      new RateLimits(Provider.OPENAI, null, null, null, null, 1, Hints.OPENAI);

  /** Refuses limits that cannot be met, and those that the provider does not have. */
  public RateLimits {
    if (!(initialFill >= 0 && initialFill <= 1)) {
      throw new IllegalArgumentException("initialFill is from 0 to 1, not " + initialFill);
    }
    check(provider, Resource.REQUESTS, "requestsPerMinute", requestsPerMinute);
    check(provider, Resource.TOKENS, "tokensPerMinute", tokensPerMinute);
    check(provider, Resource.INPUT_TOKENS, "inputTokensPerMinute", inputTokensPerMinute);
    check(provider, Resource.OUTPUT_TOKENS, "outputTokensPerMinute", outputTokensPerMinute);
  }

  /**
   * Limits in OpenAI's form, with its hints.
   *
   * @throws IllegalArgumentException if both limits are null, or one cannot be
   */
  public static RateLimits perMinute(
      @Nullable Integer requests, @Nullable Integer tokens, double initialFill) {
    if (requests == null && tokens == null) {
      throw new IllegalArgumentException("a quota limits requests, tokens or both");
    }
    return new RateLimits(Provider.OPENAI, requests, tokens, null, null, initialFill, Hints.OPENAI);
  }

  /** As a profile file gives them: what it leaves out is OpenAI's, or full, or no limit. */
  @JsonCreator
  static RateLimits of(
      @JsonProperty("provider") @Nullable Provider provider,
      @JsonProperty("requestsPerMinute") @Nullable Integer requestsPerMinute,
      @JsonProperty("tokensPerMinute") @Nullable Integer tokensPerMinute,
      @JsonProperty("inputTokensPerMinute") @Nullable Integer inputTokensPerMinute,
      @JsonProperty("outputTokensPerMinute") @Nullable Integer outputTokensPerMinute,
      @JsonProperty("initialFill") @Nullable Double initialFill,
      @JsonProperty("hints") @Nullable Hints hints) {
    Provider whose = Objects.requireNonNullElse(provider, Provider.OPENAI);
    return new RateLimits(
        whose,
        requestsPerMinute,
        tokensPerMinute,
        inputTokensPerMinute,
        outputTokensPerMinute,
        Objects.requireNonNullElse(initialFill, 1.0),
        Objects.requireNonNullElse(
            hints, whose == Provider.ANTHROPIC ? Hints.SECONDS : Hints.OPENAI));
  }

  /** The limit on {@code resource}; empty if there is none. */
  public Optional<Integer> on(Resource resource) {
    return Optional.ofNullable(
        switch (resource) {
          case REQUESTS -> requestsPerMinute;
          case TOKENS -> tokensPerMinute;
          case INPUT_TOKENS -> inputTokensPerMinute;
          case OUTPUT_TOKENS -> outputTokensPerMinute;
        });
  }

  /** A line for each limit, for people: {@code requests: 500 a minute}. */
  public Stream<String> descriptions() {
    return Arrays.stream(Resource.values())
        .flatMap(
            resource ->
                on(resource).map(most -> resource.unit() + ": " + most + " a minute").stream());
  }

  private static void check(
      Provider provider, Resource resource, String name, @Nullable Integer limit) {
    if (limit == null) {
      return;
    }
    if (!provider.limits(resource)) {
      throw new IllegalArgumentException(provider.key() + " has no limit named " + name);
    }
    if (limit < 1 || limit > LARGEST_LIMIT) {
      throw new IllegalArgumentException(
          "%s is from 1 to %d, not %d".formatted(name, LARGEST_LIMIT, limit));
    }
  }
}
