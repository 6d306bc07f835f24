/**
 * How long an answer takes: distributions that one uniform number makes a value of, and latencies
 * made of them. No clock, no thread.
 */
@NullMarked
package org.dspybench.simulator.latency;

import org.jspecify.annotations.NullMarked;
