package org.dspybench.simulator.fault;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fault that a request asks for itself, for the first attempts of its body.
 *
 * @param attempts one or more
 */
public record FaultAsked(FaultKind kind, int attempts) {

  /** The request header that asks for one. */
  public static final String HEADER = "x-sim-fault";

  private static final Pattern VALUE =
      Pattern.compile("\\s*([a-z0-9-]+)\\s*(?:;\\s*attempts\\s*=\\s*(\\d{1,9})\\s*)?");

  /** Refuses a number of attempts that is none. */
  public FaultAsked {
    if (attempts < 1) {
      throw new IllegalArgumentException("a fault is for one attempt or more, not " + attempts);
    }
  }

  /**
   * Reads the header's value: {@code server-error}, or {@code server-error; attempts=3}.
   *
   * @throws IllegalArgumentException if it is something else; the message is one line
   */
  public static FaultAsked parse(String value) {
    Matcher matcher = VALUE.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "%s is a fault such as 'server-error' or 'server-error; attempts=3', not '%s'"
              .formatted(HEADER, value));
    }
    String attempts = matcher.group(2);
    return new FaultAsked(
        FaultKind.ofLabel(matcher.group(1)), attempts == null ? 1 : Integer.parseInt(attempts));
  }
}
