/** What becomes of an attempt, decided on its arrival; and the log of all of them. */
@NullMarked
package org.dspybench.simulator.call;

import org.jspecify.annotations.NullMarked;
