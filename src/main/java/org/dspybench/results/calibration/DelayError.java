package org.dspybench.results.calibration;

/**
 * How much later than planned answers come while some calls are in flight.
 *
 * @param inFlight calls in flight
 * @param calls answers in a round
 * @param client from sending the request until its answer is read, less the plan
 * @param simulator from the arrival until the answer is handed to the connection, less the plan
 */
public record DelayError(int inFlight, long calls, Percentiles client, Percentiles simulator) {}
