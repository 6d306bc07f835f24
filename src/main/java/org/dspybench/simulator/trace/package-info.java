/**
 * Traces of a real endpoint: a proxy that writes down how long each call took and how it ended, and
 * the profile that draws from what was written down.
 */
@NullMarked
package org.dspybench.simulator.trace;

import org.jspecify.annotations.NullMarked;
