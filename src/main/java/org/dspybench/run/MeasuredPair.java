package org.dspybench.run;

import java.io.Serializable;
import org.openjdk.jmh.results.RunResult;

/**
 * What both launches of a pair measured.
 *
 * @param base of the side that is compared with
 * @param head of the side that is judged
 */
record MeasuredPair(RunResult base, RunResult head) implements Serializable {

  static MeasuredPair of(Side first, RunResult earlier, RunResult later) {
    return first == Side.BASE ? new MeasuredPair(earlier, later) : new MeasuredPair(later, earlier);
  }
}
