package org.dspybench.compare;

/** Two sets of results that must not be compared; the message names what differs or is wrong. */
public final class IncomparableException extends Exception {

  private static final long serialVersionUID = 1L;

  IncomparableException(String message) {
    super(message);
  }
}
