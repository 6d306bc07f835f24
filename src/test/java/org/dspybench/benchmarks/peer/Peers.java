package org.dspybench.benchmarks.peer;

import org.dspybench.python.PythonUnavailableException;
import org.junit.jupiter.api.Assumptions;

/** The environment of the peers, for tests. */
public final class Peers {

  private Peers() {}

  /** The environment; skips the test where there is none, as scripts/test makes sure there is. */
  public static PeerEnvironment environment() {
    try {
      return PeerEnvironment.find();
    } catch (PythonUnavailableException e) {
      Assumptions.abort(String.valueOf(e.getMessage()));
      throw e;
    }
  }
}
