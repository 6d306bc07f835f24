package org.dspybench.calibration;

/**
 * A request and its answer, by one monotonic clock.
 *
 * @param question the number in the request's question, never the same twice
 */
record Exchange(long question, long sentNanos, long receivedNanos) {

  long micros() {
    return (receivedNanos - sentNanos) / 1000;
  }
}
