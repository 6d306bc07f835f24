/** Clients that no one here wrote, from their own packages: what each makes of the simulator. */
@NullMarked
package org.dspybench.simulator.clients;

import org.jspecify.annotations.NullMarked;
