package org.dspybench.console;

import picocli.CommandLine.Option;

/** What a job does with the outcomes of an earlier run, and how much of its failures it keeps. */
public final class ResumeArguments {

  @Option(
      names = "--resume",
      description = "go on with an interrupted run: ask only what has no outcome yet")
  private boolean resume;

  @Option(
      names = "--retry-failed",
      description = "with --resume: ask the questions that failed again, too")
  private boolean retryFailed;

  @Option(names = "--verbose", description = "Python tracebacks of failures in the output")
  private boolean verbose;

  /** Whether an option was given that goes on with an earlier run. */
  public boolean isGiven() {
    return resume || retryFailed;
  }

  /** Whether to go on with what an earlier run left. */
  public boolean resume() {
    return resume;
  }

  /** Whether to ask those questions again that failed in an earlier run. */
  public boolean retryFailed() {
    return retryFailed;
  }

  /** Whether the Python traceback stands beside a failure's message. */
  public boolean tracebacks() {
    return verbose;
  }
}
