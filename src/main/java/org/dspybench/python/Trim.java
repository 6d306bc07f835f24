package org.dspybench.python;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What can be saved of DSPy's CPU time without changing what is sent or answered. Each replaces a
 * part of DSPy, for as long as a session has it and for the whole JVM, and is refused by a release
 * of DSPy that it was not written for: {@code dspybench/trims.py}.
 */
public enum Trim {
  /** Keeps the Pydantic type adapters, which DSPy makes anew for each value. */
  TYPE_ADAPTERS,

  /** Renders the system message once for each signature, and again when that changes. */
  SYSTEM_MESSAGE,

  /** Takes synchronous calls of plain text, by the transport java, past lm15's objects. */
  PLAIN_CALLS,

  /** Reads a signature's fields past Pydantic's warning for instances. */
  FIELD_LOOKUP,

  /** Looks for DSPy's decision types only where an output may have one. */
  DECISION_CHECK;

  /** The name as users write it, such as {@code type-adapters}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * The trims that a text names.
   *
   * @param text labels with commas between them, {@code all} or {@code none}
   * @throws IllegalArgumentException naming the label that is none, and those there are
   */
  public static Set<Trim> parse(String text) {
    return switch (text) {
      case "all" -> Collections.unmodifiableSet(EnumSet.allOf(Trim.class));
      case "none" -> Set.of();
      default ->
          Arrays.stream(text.split(",", -1))
              .map(label -> of(label.strip()))
              .collect(Collectors.toUnmodifiableSet());
    };
  }

  private static Trim of(String label) {
    return Arrays.stream(values())
        .filter(trim -> trim.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    Arrays.stream(values())
                        .map(Trim::label)
                        .collect(
                            Collectors.joining(
                                ", ", "no trim '" + label + "'; there are: ", ", all, none"))));
  }
}
