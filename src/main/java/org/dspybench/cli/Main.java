package org.dspybench.cli;

/** Entry point of {@code benchmarks.jar}. */
public final class Main {

  private Main() {}

  /** Runs JMH's own command line, or the subcommand that the first argument names. */
  public static void main(String[] args) throws Exception {
    org.openjdk.jmh.Main.main(args);
  }
}
