package org.dspybench.lm;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Who makes the HTTP call that a DSPy program needs. Permits, retries and deadlines are those of
 * {@link LmCalls} for each.
 */
public enum Transport {
  /** {@link LmClient}, behind a DSPy engine; the interpreter lock is released meanwhile. */
  JAVA,

  /** DSPy's native engine with its own HTTP. */
  LM15,

  /** DSPy's compatibility engine, which most installations use, with the OpenAI client's HTTP. */
  LITELLM;

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
}
