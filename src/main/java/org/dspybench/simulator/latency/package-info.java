/**
 * How long an answer takes, as distributions that one uniform number makes a value of. No clock, no
 * thread.
 */
@NullMarked
package org.dspybench.simulator.latency;

import org.jspecify.annotations.NullMarked;
