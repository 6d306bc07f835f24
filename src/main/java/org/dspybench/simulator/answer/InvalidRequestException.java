package org.dspybench.simulator.answer;

import org.jspecify.annotations.Nullable;

/** A request that OpenAI would answer with 400; the message is the one to send. */
public final class InvalidRequestException extends Exception {

  private static final long serialVersionUID = 1;

  private final @Nullable String parameter;

  public InvalidRequestException(String message, @Nullable String parameter) {
    super(message);
    this.parameter = parameter;
  }

  /** The parameter that is wrong, or null if it is the body as a whole. */
  public @Nullable String parameter() {
    return parameter;
  }
}
