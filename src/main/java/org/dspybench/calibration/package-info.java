/**
 * Measures the instrument before any figure is believed: how many requests the simulator answers on
 * this machine, how well it keeps its delays, and what it takes of the machine meanwhile. Rules and
 * medians are apart from the client and know no clock.
 */
@NullMarked
package org.dspybench.calibration;

import org.jspecify.annotations.NullMarked;
