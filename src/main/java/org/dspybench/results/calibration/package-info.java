/**
 * What a simulator was found to be able to do on a machine: the figures, their file beside the
 * results, and which file speaks for a given machine.
 */
@NullMarked
package org.dspybench.results.calibration;

import org.jspecify.annotations.NullMarked;
