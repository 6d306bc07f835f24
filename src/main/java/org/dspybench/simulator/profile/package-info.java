/** Providers to simulate, as files: reading, checking and writing them. */
@NullMarked
package org.dspybench.simulator.profile;

import org.jspecify.annotations.NullMarked;
