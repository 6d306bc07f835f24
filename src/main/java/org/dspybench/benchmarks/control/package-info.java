/**
 * The floor and the instrument: what the harness, the bridge and the endpoint cost without DSPy, so
 * that the share of each in a figure is known. The same rules as for the other benchmarks.
 */
@NullMarked
package org.dspybench.benchmarks.control;

import org.jspecify.annotations.NullMarked;
