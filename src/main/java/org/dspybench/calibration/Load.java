package org.dspybench.calibration;

import java.util.List;

/**
 * What came of a load.
 *
 * @param answered requests answered with status 200
 * @param failed requests answered with another, or not at all
 * @param nanos from the first request to the last answer
 */
record Load(List<Exchange> answered, long failed, long nanos) {

  double perSecond() {
    return answered.size() / (nanos / 1e9);
  }

  /** The times to an answer, in microseconds. */
  long[] micros() {
    return answered.stream().mapToLong(Exchange::micros).toArray();
  }
}
