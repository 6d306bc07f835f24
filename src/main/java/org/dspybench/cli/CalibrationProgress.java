package org.dspybench.cli;

import java.io.PrintWriter;
import org.dspybench.calibration.Step;
import org.dspybench.console.Terminal;

/**
 * Where a calibration is: a line that is written over on a terminal, and a line for each round
 * elsewhere.
 */
final class CalibrationProgress implements AutoCloseable {

  private final PrintWriter out;
  private final Terminal terminal;
  private int round;

  CalibrationProgress(PrintWriter out, Terminal terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** Says what is being done before the first round. */
  void say(String what) {
    if (terminal.live()) {
      over(what);
    } else {
      out.println(what);
    }
  }

  void step(Step step) {
    if (terminal.live()) {
      over(step.toString());
    } else if (step.round() > round) {
      out.printf("round %d of %d%n", step.round(), step.rounds());
      out.flush();
    }
    round = step.round();
  }

  /** Takes a live line away. */
  @Override
  public void close() {
    if (terminal.live()) {
      over("");
    }
  }

  private void over(String line) {
    out.print(terminal.over(line));
    out.flush();
  }
}
