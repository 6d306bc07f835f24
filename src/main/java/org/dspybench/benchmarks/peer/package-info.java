/**
 * Other ways to run the same batch, each in a process of its own, and how they are started, asked
 * and watched. Knows nothing of parameters and figures, which are the states'.
 */
@NullMarked
package org.dspybench.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
