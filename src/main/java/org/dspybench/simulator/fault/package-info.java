/**
 * What goes wrong on purpose, and when: by share, by schedule, on the first attempts, on request.
 */
@NullMarked
package org.dspybench.simulator.fault;

import org.jspecify.annotations.NullMarked;
