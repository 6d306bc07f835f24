package org.dspybench.simulator.trace;

import java.util.List;
import org.dspybench.simulator.profile.SimulatorProfile;

/**
 * A trace as something to simulate.
 *
 * @param profile draws from what was recorded
 * @param notes what of the trace is no part of the profile, and why; a line for each
 */
public record Replay(SimulatorProfile profile, List<String> notes) {

  /** Copies the notes. */
  public Replay {
    notes = List.copyOf(notes);
  }
}
