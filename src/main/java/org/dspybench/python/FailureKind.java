package org.dspybench.python;

import java.util.Locale;

/** Why a prediction failed, told apart by what one would do about it. */
public enum FailureKind {
  /** The provider answered 429: too many requests or tokens for now. */
  RATE_LIMITED,
  /** No answer within the time allowed for a call. */
  TIMED_OUT,
  /** The connection failed, or what came over it was no HTTP. */
  TRANSPORT,
  /** The provider answered with a 5xx status. */
  SERVER,
  /** The key is missing, wrong, or not allowed. */
  AUTHENTICATION,
  /** The account is out of money or quota; waiting does not help. */
  QUOTA,
  /** The request asks for something that the transport or the model cannot do. */
  UNSUPPORTED,
  /** The provider refused the request as wrong. */
  INVALID_REQUEST,
  /** The answer does not have the program's output fields. */
  UNPARSABLE,
  /** Any other failure of the LM call. */
  LM,
  /** The program cannot be loaded. */
  CONFIGURATION,
  /** The program itself raised an exception. */
  PROGRAM,
  /** The question never reached Python, or its reply never came back whole. */
  BRIDGE;

  /** The name in files and summaries, such as {@code rate-limited}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
