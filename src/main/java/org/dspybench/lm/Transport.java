package org.dspybench.lm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Who makes the HTTP call that a DSPy program needs. */
public enum Transport {
  /** {@link LmClient}, behind a DSPy engine; the interpreter lock is released meanwhile. */
  JAVA(OptionalInt.empty(), ""),

  /** DSPy's native engine. Its connection pool holds 100, and {@code dspy.LM} has no setting. */
  LM15(OptionalInt.of(100), "at most 100 calls in flight"),

  /** DSPy's compatibility engine, which most installations use. */
  LITELLM(OptionalInt.empty(), "loses Retry-After: DSPy waits by its own formula after a 429");

  private final OptionalInt maxInFlight;
  private final String caveat;

  Transport(OptionalInt maxInFlight, String caveat) {
    this.maxInFlight = maxInFlight;
    this.caveat = caveat;
  }

  /** The name as users write it: {@code java}, {@code lm15}, {@code litellm}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The transport of that label.
   *
   * @throws IllegalArgumentException naming the labels there are
   */
  public static Transport of(String label) {
    return Arrays.stream(values())
        .filter(transport -> transport.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .map(Transport::label)
                        .collect(
                            Collectors.joining(
                                ", ", "no transport '" + label + "'; there are: ", ""))));
  }

  /** Calls in flight beyond which more workers only queue; empty where there is no such limit. */
  public OptionalInt maxInFlight() {
    return maxInFlight;
  }

  /** What this transport cannot do, a phrase each, to be told wherever its figures are shown. */
  public List<String> caveats() {
    return caveat.isEmpty() ? List.of() : List.of(caveat);
  }
}
