/** A client of a running simulator: settings, counts, calls. */
@NullMarked
package org.dspybench.simulator.control;

import org.jspecify.annotations.NullMarked;
