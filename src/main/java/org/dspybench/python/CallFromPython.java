package org.dspybench.python;

import org.dspybench.lm.LmClient;

/** The LM client as Python sees it: the calling thread is out of the interpreter meanwhile. */
public final class CallFromPython {

  private final LmClient client;
  private final Turnstile turnstile;

  CallFromPython(LmClient client, Turnstile turnstile) {
    this.client = client;
    this.turnstile = turnstile;
  }

  /**
   * Makes a call, as {@link LmClient#exchange} does. Called by {@code engine.py}, with the
   * interpreter lock released.
   */
  public String exchange(String body) {
    return turnstile.outside(() -> client.exchange(body));
  }
}
