/**
 * What seed and content decide: the key of a request, and uniform numbers drawn for it. No clock,
 * no state.
 */
@NullMarked
package org.dspybench.simulator.draw;

import org.jspecify.annotations.NullMarked;
