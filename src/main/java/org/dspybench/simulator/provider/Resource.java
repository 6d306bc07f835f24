package org.dspybench.simulator.provider;

/** What a provider limits per minute. */
public enum Resource {
  REQUESTS("requests", "requests per min (RPM)", "requests"),
  TOKENS("tokens", "tokens per min (TPM)", "tokens"),
  INPUT_TOKENS("input-tokens", "input tokens per min", "input tokens"),
  OUTPUT_TOKENS("output-tokens", "output tokens per min", "output tokens");

  private final String unit;
  private final String openAiWords;
  private final String words;

  Resource(String unit, String openAiWords, String words) {
    this.unit = unit;
    this.openAiWords = openAiWords;
    this.words = words;
  }

  /** As header names and OpenAI's error types have it. */
  public String unit() {
    return unit;
  }

  /** As OpenAI's messages have it. */
  String openAiWords() {
    return openAiWords;
  }

  /** In plain words. */
  String words() {
    return words;
  }
}
