package org.dspybench.simulator.control;

/** The simulator's own paths, which no provider has. */
public final class ControlPaths {

  public static final String HEALTH = "/health";
  public static final String STATS = "/__sim/stats";
  public static final String CALLS = "/__sim/calls";
  public static final String VERDICT = "/__sim/verdict";
  public static final String SETTINGS = "/__sim/settings";
  public static final String RESET = "/__sim/reset";

  private ControlPaths() {}
}
