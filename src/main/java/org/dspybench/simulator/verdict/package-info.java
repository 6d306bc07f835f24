/** What the attempts that the simulator saw say of the client that made them. Pure analysis. */
@NullMarked
package org.dspybench.simulator.verdict;

import org.jspecify.annotations.NullMarked;
