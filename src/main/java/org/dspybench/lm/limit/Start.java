package org.dspybench.lm.limit;

/**
 * The start of a call.
 *
 * @param atNanos when, by the limiter's clock
 * @param tokens what it may use up
 * @param inFlight calls in flight then, itself among them
 */
record Start(long atNanos, int tokens, int inFlight) {}
